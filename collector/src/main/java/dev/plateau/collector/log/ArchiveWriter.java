package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.StepBatch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes whole runs, with all their records and events, into an archive. A run is there wholly or
 * not at all: it is written under another name, forced to the disk and then renamed.
 */
public final class ArchiveWriter {
  private static final int BUFFER = 1 << 18;
  private static final String UNFINISHED = "unfinished-";
  private static final String REPLACED = "replaced-";

  private final Path archive;

  /**
   * What came of a run.
   *
   * @param written false: the archive has it already as it is
   * @param records how many records it has
   * @param bytes size of its files
   * @param bytesRead how much was read for it
   * @param beginsLate whether the log had dropped its beginning
   * @param firstStep the first step that it has; -1: none
   */
  public record Written(
      boolean written,
      long records,
      long bytes,
      long bytesRead,
      boolean beginsLate,
      long firstStep) {}

  /**
   * A writer into this folder, which is made if it is missing.
   *
   * @throws IOException if it cannot be made
   */
  public ArchiveWriter(Path archive) throws IOException {
    this.archive = Files.createDirectories(archive);
  }

  /**
   * Archives a run, unless it is there already as it is. Of a run that has gone on since it was
   * archived, what the log has dropped meanwhile is kept.
   *
   * @param progress is told how much is done, from 0 to 1
   * @throws IOException if the log cannot be read or the archive cannot be written; what is left of
   *     the run is written anew the next time
   */
  public Written write(RunLog log, RunEntry run, DoubleConsumer progress) throws IOException {
    Path folder = ArchivedRun.folder(archive, run.run());
    Path replaced = archive.resolve(REPLACED + run.run());
    if (Files.exists(replaced) && !Files.exists(folder)) {
      // Interrupted between the two renames below.
      Files.move(replaced, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    ArchivedRun there = Files.exists(folder) ? ArchivedRun.open(folder) : null;
    if (there != null && there.entry().json().equals(run.json())) {
      return new Written(
          false, there.records(), size(folder), 0, there.beginsLate(), there.firstStep());
    }
    Path unfinished = archive.resolve(UNFINISHED + run.run());
    delete(unfinished);
    Files.createDirectory(unfinished);
    Written written = write(log, run, there, unfinished, progress);
    delete(replaced);
    if (there != null) {
      Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    delete(replaced);
    return written;
  }

  private static Written write(
      RunLog log, RunEntry run, @Nullable ArchivedRun there, Path folder, DoubleConsumer progress)
      throws IOException {
    RecordsFile file = new RecordsFile();
    long bytesRead;
    boolean beginsLate;
    try (RunRecords records = log.records(run);
        FileChannel channel = create(ArchivedRun.recordsFile(folder));
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      RunRecord record = records.next();
      if (there != null) {
        file.copyBefore(record, there, out);
      }
      for (; record != null; record = records.next()) {
        file.add(record, out);
        progress.accept(records.progress());
      }
      out.flush();
      channel.force(true);
      bytesRead = records.bytesRead();
      beginsLate = there == null ? records.beginsLate() : there.beginsLate();
    }
    byte[] events = lines(log.events(run));
    force(ArchivedRun.eventsFile(folder), events);
    force(
        ArchivedRun.manifestFile(folder),
        ArchivedRun.manifest(run, file.records, file.bytes, events, beginsLate, file.firstStep));
    return new Written(true, file.records, size(folder), bytesRead, beginsLate, file.firstStep);
  }

  /** Counts what is written into a file of records. */
  private static final class RecordsFile {
    long records;
    long bytes;
    long firstStep = -1;

    void add(RunRecord record, OutputStream out) throws IOException {
      byte[] frame = ArchivedRecords.frame(record);
      out.write(frame);
      records++;
      bytes += frame.length;
      if (firstStep < 0
          && record.decode() instanceof Decoded.Valid valid
          && valid.envelope().message() instanceof StepBatch batch
          && batch.size() > 0) {
        firstStep = batch.step(0);
      }
    }

    /** Takes over what an earlier archive has from before the first record that the log has. */
    void copyBefore(@Nullable RunRecord first, ArchivedRun earlier, OutputStream out)
        throws IOException {
      try (RunRecords kept = earlier.openRecords(0)) {
        for (RunRecord record = kept.next(); record != null; record = kept.next()) {
          if (first == null || record.at().offset() < first.at().offset()) {
            add(record, out);
          }
        }
      }
    }
  }

  private static byte[] lines(List<JsonNode> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(event).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void force(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = create(file);
        OutputStream out = Channels.newOutputStream(channel)) {
      out.write(bytes);
      channel.force(true);
    }
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    for (Path file : files(folder)) {
      size += Files.size(file);
    }
    return size;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path file : files(folder)) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
