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
    walk(
        image,
        firstRow,
        rowLength,
        (at, in, count) -> {
          for (int k = 0; k < count; k++) {
            rows[at + k] = images[in + k * dilation.width];
          }
        });
  }

  /** The adjoint of {@link #gather}: adds the rows' numbers to where they were gathered from. */
  void scatter(double[] rows, int firstRow, int rowLength, double[] images, int image) {
    walk(
        image,
        firstRow,
        rowLength,
        (at, in, count) -> {
          for (int k = 0; k < count; k++) {
            images[in + k * dilation.width] += rows[at + k];
          }
        });
  }

  /** Neighbours in a row, and what they see: inputs that are apart by the dilation. */
  private interface Run {
    void visit(int inRow, int inImage, int count);
  }

  private void walk(int image, int firstRow, int rowLength, Run run) {
    for (int oh = 0; oh < output.height; oh++) {
      for (int ow = 0; ow < output.width; ow++) {
        walkPatch(oh, ow, (firstRow + oh * output.width + ow) * rowLength, image, run);
      }
    }
  }

  private void walkPatch(int oh, int ow, int at, int image, Run run) {
    int top = oh * stride.height - padding.height;
    int left = ow * stride.width - padding.width;
    int firstAcross = firstInside(left, dilation.width);
    int endAcross = Math.min(kernel.width, endInside(left, dilation.width, input.width));
    int firstDown = firstInside(top, dilation.height);
    int endDown = Math.min(kernel.height, endInside(top, dilation.height, input.height));
    for (int channel = 0; channel < channels && firstAcross < endAcross; channel++) {
      int from = image * inputSize() + channel * input.area();
      for (int down = firstDown; down < endDown; down++) {
        run.visit(
            at + (channel * kernel.height + down) * kernel.width + firstAcross,
            from
                + (top + down * dilation.height) * input.width
                + left
                + firstAcross * dilation.width,
            endAcross - firstAcross);
      }
    }
  }

  /** The first kernel entry that does not lie before the edge. */
  private static int firstInside(int start, int step) {
    return start >= 0 ? 0 : (-start + step - 1) / step;
  }

  /** The first kernel entry that lies beyond the far edge. */
  private static int endInside(int start, int step, int size) {
    return start >= size ? 0 : (size - start + step - 1) / step;
  }
}
