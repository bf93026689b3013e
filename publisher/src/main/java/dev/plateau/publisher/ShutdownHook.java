package dev.plateau.publisher;

/** Work that is done when the process ends, unless it was taken back before. */
final class ShutdownHook {
  private final Thread thread;

  ShutdownHook(String name, Runnable work) {
    thread = new Thread(work, name);
  }

  /** Has the work done when the process ends; not if it is ending already. */
  void add() {
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The process is ending: there is no time left to publish anything.
    }
  }

  /** Takes the work back; while the process is ending it is too late and does nothing. */
  void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The process is ending: the work is being done, perhaps by this very thread.
    }
  }
}
