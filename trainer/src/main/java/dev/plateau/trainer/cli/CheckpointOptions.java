package dev.plateau.trainer.cli;

import dev.plateau.protocol.RunId;
import dev.plateau.trainer.checkpoint.BadCheckpointException;
import dev.plateau.trainer.checkpoint.Checkpoint;
import dev.plateau.trainer.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run leaves behind for another process, and which run is taken up. */
final class CheckpointOptions {
  private static final String DEFAULT_FOLDER = "checkpoints";

  @Option(
      names = "--checkpoint-every",
      converter = WholeNumber.class,
      paramLabel = "N",
      description =
          "Every N steps, and when stopped, write what --resume needs; never before all earlier"
              + " steps are delivered. Default: never.")
  private @Nullable Long every;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      defaultValue = DEFAULT_FOLDER,
      description = "Folder of the checkpoints. Default: ${DEFAULT-VALUE}, in the present folder.")
  private Path folder = Path.of(DEFAULT_FOLDER);

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Go on with a run from its last checkpoint, as a new attempt of it. Needs nothing but"
              + " their folder;"
              + " what is trained cannot be changed, where it is published can.")
  private @Nullable String resumed;

  /** The words that take up a run of this folder. */
  String toResume(RunId run) {
    return folder.equals(Path.of(DEFAULT_FOLDER))
        ? "--resume " + run
        : "--resume %s --checkpoints %s".formatted(run, folder);
  }

  /** Where checkpoints are. */
  CheckpointFolder folder() {
    return new CheckpointFolder(folder);
  }

  /**
   * A checkpoint at every so many steps; 0: none.
   *
   * @param otherwise what holds where nothing is given
   * @throws IllegalArgumentException quoting it, if it is below 1
   */
  long every(long otherwise) {
    if (every != null && every < 1) {
      throw new IllegalArgumentException("--checkpoint-every must be >= 1, got " + every);
    }
    return every == null ? otherwise : every;
  }

  /**
   * What is to be taken up.
   *
   * @return empty: nothing, a new run is asked for
   * @throws IllegalArgumentException in one sentence, if there is no checkpoint of the run, none
   *     that can be used, or nothing left to do
   */
  Optional<Checkpoint> resumed() {
    if (resumed == null) {
      return Optional.empty();
    }
    try {
      Checkpoint newest = folder().newest(new RunId(resumed));
      if (newest.isOver()) {
        throw new IllegalArgumentException(
            "run %s is over: all of its %d steps are made"
                .formatted(resumed, newest.plan().steps()));
      }
      return Optional.of(newest);
    } catch (BadCheckpointException e) {
      throw new IllegalArgumentException(
          "run %s cannot be resumed: %s".formatted(resumed, e.getMessage()), e);
    }
  }

  /**
   * Makes sure that a new run's checkpoints can be written and are nobody else's.
   *
   * @throws IllegalArgumentException naming the folder, or the run that is there and not over
   */
  void prepareFor(RunId run) {
    prepare();
    if (!folder().has(run)) {
      return;
    }
    try {
      Checkpoint known = folder().newest(run);
      if (!known.isOver()) {
        throw new IllegalArgumentException(
            "run %s has a checkpoint at step %d in %s: go on with --resume %s, or give another --run-id"
                .formatted(run, known.training().steps(), folder, run));
      }
      folder().forget(run);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s; remove it, or give another --run-id".formatted(e.getMessage()), e);
    }
  }

  /**
   * Makes sure that checkpoints can be written.
   *
   * @throws IllegalArgumentException naming the folder, if not
   */
  void prepare() {
    try {
      folder().prepare();
    } catch (IOException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }
}
