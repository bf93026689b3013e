package dev.plateau.trainer.probe;

/**
 * Geometry of a two-dimensional convolution: which inputs each output position sees. Images are
 * (channels × height × width), row-major; positions beyond the edge are zeros.
 *
 * @param channels of the input
 * @param input height and width of the input
 * @param kernel height and width of the kernel
 * @param stride down and to the right
 * @param padding rows above and columns to the left; what is below and to the right follows from
 *     the output's size
 * @param dilation distance of neighbouring kernel entries, 1 for a plain convolution
 * @param output height and width of the output
 */
public record ConvolutionShape(
    int channels,
    Extent input,
    Extent kernel,
    Extent stride,
    Extent padding,
    Extent dilation,
    Extent output) {

  /** Something down and something to the right. */
  public record Extent(int height, int width) {
    /**
     * An extent.
     *
     * @throws IllegalArgumentException quoting both, if one is negative
     */
    public Extent {
      if (height < 0 || width < 0) {
        throw new IllegalArgumentException(
            "height and width must be >= 0, got %d and %d".formatted(height, width));
      }
    }

    /** Height times width. */
    public int area() {
      return Math.multiplyExact(height, width);
    }
  }

  /** Numbers in one input image. */
  public int inputSize() {
    return Math.multiplyExact(channels, input.area());
  }

  /** Numbers that an output position sees: channels × kernel height × kernel width. */
  public int patchSize() {
    return Math.multiplyExact(channels, kernel.area());
  }

  /** Output positions of one image. */
  public int positions() {
    return output.area();
  }

  /**
   * Copies what each position of an image sees to a row of its own: (positions × rowLength), the
   * first {@link #patchSize} numbers of each row. What is beyond the edge must be zeros there
   * already.
   */
  void gather(double[] images, int image, double[] rows, int firstRow, int rowLength) {
    walk(image, firstRow, rowLength, (at, in) -> rows[at] = images[in]);
  }

  /** The adjoint of {@link #gather}: adds the rows' numbers to where they were gathered from. */
  void scatter(double[] rows, int firstRow, int rowLength, double[] images, int image) {
    walk(image, firstRow, rowLength, (at, in) -> images[in] += rows[at]);
  }

  private interface Pair {
    void visit(int inRow, int inImage);
  }

  private void walk(int image, int firstRow, int rowLength, Pair pair) {
    for (int oh = 0; oh < output.height; oh++) {
      for (int ow = 0; ow < output.width; ow++) {
        int at = (firstRow + oh * output.width + ow) * rowLength;
        for (int channel = 0; channel < channels; channel++) {
          int from = image * inputSize() + channel * input.area();
          at = walkKernel(oh, ow, at, from, pair);
        }
      }
    }
  }

  private int walkKernel(int oh, int ow, int start, int from, Pair pair) {
    int at = start;
    for (int kh = 0; kh < kernel.height; kh++) {
      int h = oh * stride.height - padding.height + kh * dilation.height;
      for (int kw = 0; kw < kernel.width; kw++) {
        int w = ow * stride.width - padding.width + kw * dilation.width;
        if (h >= 0 && h < input.height && w >= 0 && w < input.width) {
          pair.visit(at, from + h * input.width + w);
        }
        at++;
      }
    }
    return at;
  }
}
