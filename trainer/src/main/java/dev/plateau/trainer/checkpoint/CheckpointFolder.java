package dev.plateau.trainer.checkpoint;

import dev.plateau.protocol.NearestName;
import dev.plateau.protocol.RunId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with the last two checkpoints of each run: {@code RUN.checkpoint} and the one before it,
 * {@code RUN.checkpoint~}. At every moment at least one that was written whole is there under its
 * name, whatever ends the process or the machine. One process at a time writes those of a run.
 *
 * @param path the folder; made with the first checkpoint
 */
public record CheckpointFolder(Path path) {
  private static final Logger log = LoggerFactory.getLogger(CheckpointFolder.class);

  private static final String LAST = ".checkpoint";

  // No run id has a tilde: nobody's file is another's.
  private static final String PREVIOUS = LAST + "~";
  private static final String UNFINISHED = LAST + "~new";

  /**
   * Makes the folder, and finds out whether files can be made there.
   *
   * @throws IOException naming the folder, if not
   */
  public void prepare() throws IOException {
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "writable", UNFINISHED));
    } catch (IOException e) {
      throw new IOException("checkpoints cannot be written to %s: %s".formatted(path, e), e);
    }
  }

  /** The file of a run's last checkpoint. */
  public Path file(RunId run) {
    return path.resolve(run + LAST);
  }

  /**
   * Writes a run's checkpoint, so that it outlives the machine's next breath; the last one becomes
   * the one before it.
   */
  public void write(Checkpoint checkpoint) throws IOException {
    RunId run = checkpoint.plan().run();
    Path unfinished = path.resolve(run + UNFINISHED);
    writeThrough(unfinished, CheckpointFormat.encode(checkpoint));
    Path last = file(run);
    if (Files.exists(last)) {
      Files.move(last, path.resolve(run + PREVIOUS), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(unfinished, last, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static void writeThrough(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /**
   * The newest checkpoint of a run that can be used. One that cannot is passed over with a warning.
   *
   * @throws BadCheckpointException saying what is wrong with the file, if none can be used
   * @throws IllegalArgumentException quoting the run and the nearest one, if there is none of it
   */
  public Checkpoint newest(RunId run) throws BadCheckpointException {
    BadCheckpointException refused = null;
    for (String ending : List.of(LAST, PREVIOUS)) {
      Path file = path.resolve(run + ending);
      try {
        Checkpoint read = read(file, run);
        if (refused != null) {
          log.warn(
              "{}; the one before it is taken, of step {}",
              refused.getMessage(),
              read.training().steps());
        }
        return read;
      } catch (NoSuchFileException e) {
        // The other one may be there.
      } catch (IOException e) {
        refused = refused == null ? bad(file, e) : refused;
      }
    }
    if (refused != null) {
      throw refused;
    }
    throw new IllegalArgumentException(
        "there is no checkpoint of run '%s' in %s%s"
            .formatted(run, path, NearestName.hint(run.value(), runs())));
  }

  private static Checkpoint read(Path file, RunId run) throws IOException {
    Checkpoint read = CheckpointFormat.decode(Files.readAllBytes(file));
    if (!read.plan().run().equals(run)) {
      throw new BadCheckpointException("is a checkpoint of run " + read.plan().run());
    }
    return read;
  }

  private static BadCheckpointException bad(Path file, IOException e) {
    return new BadCheckpointException(
        file
            + " "
            + (e instanceof BadCheckpointException ? e.getMessage() : "cannot be read: " + e));
  }

  /** Removes a run's checkpoints, if there are any. */
  public void forget(RunId run) throws IOException {
    Files.deleteIfExists(path.resolve(run + PREVIOUS));
    Files.deleteIfExists(file(run));
  }

  /** Whether there is a checkpoint of the run, whatever it is worth. */
  public boolean has(RunId run) {
    return Files.exists(file(run)) || Files.exists(path.resolve(run + PREVIOUS));
  }

  /** Ids of the runs of which there are checkpoints, sorted; none where there is no folder. */
  List<String> runs() {
    List<String> runs = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(LAST) || name.endsWith(PREVIOUS))
          .map(name -> name.substring(0, name.lastIndexOf(LAST)))
          .distinct()
          .sorted()
          .forEach(runs::add);
    } catch (IOException e) {
      return List.of(); // as good as empty for whoever looks for a run in it
    }
    return runs;
  }
}
