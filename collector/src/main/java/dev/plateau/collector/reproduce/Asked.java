package dev.plateau.collector.reproduce;

/** What an expectation asks for, in words, with its reason. */
final class Asked {
  private Asked() {}

  /** {@code 0.18 to 0.72: ×2, as the order of samples is ours}; of an order its reason alone. */
  static String of(Expectation expectation) {
    if (!(expectation instanceof Band band)) {
      return expectation.reason();
    }
    String range = range(band);
    return band.reason().startsWith(range) ? band.reason() : range + ": " + band.reason();
  }

  private static String range(Band band) {
    String least = written(band.least());
    String most = written(band.most());
    if (band.least() == band.most()) {
      return least;
    }
    if (band.least() <= -Double.MAX_VALUE) {
      return "at most " + most;
    }
    if (band.most() >= Double.MAX_VALUE) {
      return "at least " + least;
    }
    return least + " to " + most;
  }

  /** With all of its digits, if it has an end to them: a third has three. */
  private static String written(double end) {
    String exact = Numbers.exact(end);
    return Double.parseDouble(exact) == end ? exact : Numbers.readable(end);
  }
}
