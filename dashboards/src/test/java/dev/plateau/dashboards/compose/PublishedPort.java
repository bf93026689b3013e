package dev.plateau.dashboards.compose;

/**
 * A container's port that can be reached from outside.
 *
 * @param address the host's address that it is bound to; empty: all of them
 */
record PublishedPort(String address, int hostPort, int containerPort) {
  /** Reads {@code address:port:port} or {@code port:port}. */
  static PublishedPort parse(String text) {
    String[] parts = text.split(":", -1);
    int last = parts.length - 1;
    if (last < 1 || last > 2) {
      throw new IllegalArgumentException("a port is address:port:port, got " + text);
    }
    return new PublishedPort(
        last == 2 ? parts[0] : "",
        Integer.parseInt(parts[last - 1]),
        Integer.parseInt(parts[last]));
  }
}
