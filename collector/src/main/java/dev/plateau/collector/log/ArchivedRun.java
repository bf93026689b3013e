package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The folder of one run in an archive: {@code run=<id>/} with {@code run.json} (the registry's
 * entry, and what the other files must be), {@code events.jsonl} and {@code records}. The prefix
 * keeps ids such as {@code ..} from being anything else than a name.
 */
final class ArchivedRun {
  static final String PREFIX = "run=";

  /** Version of the format. */
  static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final JsonNode manifest;

  private ArchivedRun(Path folder, JsonNode manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /** Where an archive keeps a run. */
  static Path folder(Path archive, String run) {
    return archive.resolve(PREFIX + run);
  }

  static Path manifestFile(Path folder) {
    return folder.resolve("run.json");
  }

  static Path eventsFile(Path folder) {
    return folder.resolve("events.jsonl");
  }

  static Path recordsFile(Path folder) {
    return folder.resolve("records");
  }

  /** What the manifest says. */
  static byte[] manifest(
      RunEntry entry,
      long records,
      long recordsBytes,
      byte[] events,
      boolean beginsLate,
      long firstStep)
      throws IOException {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("plateau_archive", FORMAT);
    manifest.put("records", records);
    manifest.put("records_bytes", recordsBytes);
    manifest.put("events_bytes", events.length);
    manifest.put("events_crc32c", checksum(events));
    manifest.put("begins_late", beginsLate);
    manifest.put("first_step", firstStep);
    manifest.set("entry", entry.json());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
  }

  /**
   * Opens the folder of a run.
   *
   * @throws CorruptArchiveException if its manifest is missing or says nothing sensible
   */
  static ArchivedRun open(Path folder) throws IOException {
    Path file = manifestFile(folder);
    JsonNode manifest;
    try {
      manifest = JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new CorruptArchiveException(file, "it is missing");
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new CorruptArchiveException(file, "it is no JSON: " + e.getOriginalMessage());
    }
    int format = manifest.path("plateau_archive").asInt();
    if (format != FORMAT) {
      throw new CorruptArchiveException(
          file,
          "its plateau_archive must be " + FORMAT + ", got " + manifest.path("plateau_archive"));
    }
    String run = manifest.path("entry").path("run").asText();
    if (!String.valueOf(folder.getFileName()).equals(PREFIX + run)) {
      throw new CorruptArchiveException(
          file, "it is of run '" + run + "', which belongs into the folder " + PREFIX + run);
    }
    return new ArchivedRun(folder, manifest);
  }

  RunEntry entry() {
    return new RunEntry(manifest.path("entry"));
  }

  /** How many records it has. */
  long records() {
    return manifest.path("records").asLong();
  }

  /** Whether the log had dropped the run's beginning when it was archived. */
  boolean beginsLate() {
    return manifest.path("begins_late").asBoolean();
  }

  /** The first step that it has; -1: none. */
  long firstStep() {
    return manifest.path("first_step").asLong(-1);
  }

  RunRecords openRecords(long fromOffset) throws IOException {
    return ArchivedRecords.open(
        recordsFile(folder),
        records(),
        manifest.path("records_bytes").asLong(),
        fromOffset,
        beginsLate());
  }

  List<JsonNode> events() throws IOException {
    Path file = eventsFile(folder);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CorruptArchiveException(file, "it is missing");
    }
    if (bytes.length != manifest.path("events_bytes").asLong()
        || checksum(bytes) != manifest.path("events_crc32c").asLong()) {
      throw new CorruptArchiveException(
          file,
          "it has "
              + bytes.length
              + " bytes whose checksum is not the one that "
              + manifestFile(folder).getFileName()
              + " has");
    }
    List<JsonNode> events = new ArrayList<>();
    try (var parsed = JSON.readerFor(JsonNode.class).<JsonNode>readValues(bytes)) {
      while (parsed.hasNextValue()) {
        events.add(parsed.nextValue());
      }
    }
    return events;
  }

  private static long checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length);
    return checksum.getValue();
  }
}
