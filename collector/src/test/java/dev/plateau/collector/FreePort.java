package dev.plateau.collector;

import java.io.IOException;
import java.net.ServerSocket;

/** A port for a server that cannot say which one it picked itself. */
public final class FreePort {
  private FreePort() {}

  /** A port that was free a moment ago; another process may take it. */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
