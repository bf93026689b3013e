package dev.plateau.dashboards;

import java.io.IOException;

/** A process that stands still, as one that hangs, and goes on when this is closed. */
final class Paused implements AutoCloseable {
  private final Process process;

  private Paused(Process process) {
    this.process = process;
  }

  static Paused of(Process process) throws IOException {
    signal(process, "STOP");
    return new Paused(process);
  }

  private static void signal(Process process, String name) throws IOException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .start()
            .onExit()
            .join()
            .exitValue();
    if (code != 0) {
      throw new IOException("kill -" + name + " " + process.pid() + " ended with " + code);
    }
  }

  /** Whether it is still there to go on. */
  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      signal(process, "CONT");
    }
  }
}
