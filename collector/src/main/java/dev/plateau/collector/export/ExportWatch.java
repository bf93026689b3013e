package dev.plateau.collector.export;

/** Looks on while runs are exported, and may end it. Called on the exporting thread. */
public interface ExportWatch {
  /** Nobody looks. */
  ExportWatch NONE =
      new ExportWatch() {
        @Override
        public void reached(double fraction, long step) {}

        @Override
        public boolean isStopped() {
          return false;
        }
      };

  /**
   * Called now and then.
   *
   * @param fraction how much has been read, from 0 to 1
   * @param step the step that it is at
   */
  void reached(double fraction, long step);

  /** Whether the export shall end where it is. */
  boolean isStopped();
}
