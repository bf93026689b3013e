package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.protocol.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The runs of an archive, a folder that {@link ArchiveWriter} wrote. */
public final class ArchivedRuns implements RunLog {
  private static final int NEAREST = 3;

  private final Path archive;
  private final Set<String> ids;

  private ArchivedRuns(Path archive, Set<String> ids) {
    this.archive = archive;
    this.ids = ids;
  }

  /**
   * Opens an archive.
   *
   * @throws IOException with one sentence, if there is no such folder or no run in it
   */
  public static RunLog open(Path archive) throws IOException {
    if (!Files.isDirectory(archive)) {
      throw new IOException("There is no folder " + archive + " to read archived runs from.");
    }
    Set<String> ids = new TreeSet<>();
    try (Stream<Path> entries = Files.list(archive)) {
      entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> name.startsWith(ArchivedRun.PREFIX))
          .forEach(name -> ids.add(name.substring(ArchivedRun.PREFIX.length())));
    }
    if (ids.isEmpty()) {
      throw new IOException(
          "There is no run in the folder " + archive + "; 'plateau archive' writes them.");
    }
    return new ArchivedRuns(archive, ids);
  }

  @Override
  public String place() {
    return "the archive " + archive;
  }

  @Override
  public List<RunEntry> runs() throws IOException {
    List<RunEntry> runs = new ArrayList<>();
    for (String id : ids) {
      runs.add(open(id).entry());
    }
    runs.sort(Comparator.comparing(RunEntry::experiment).thenComparing(RunEntry::run));
    return runs;
  }

  @Override
  public RunEntry find(String run) throws IOException {
    if (!ids.contains(run)) {
      throw new UnknownRunException(run, place(), NearestName.of(run, ids, NEAREST));
    }
    return open(run).entry();
  }

  @Override
  public RunRecords recordsFrom(RunEntry run, long offset) throws IOException {
    return open(run.run()).openRecords(offset);
  }

  @Override
  public RunRecords allRecords() throws IOException {
    List<ArchivedRun> runs = new ArrayList<>();
    for (String id : ids) {
      runs.add(open(id));
    }
    return new ChainedRecords(runs);
  }

  @Override
  public List<JsonNode> events(RunEntry run) throws IOException {
    return open(run.run()).events();
  }

  @Override
  public Map<String, List<JsonNode>> allEvents() throws IOException {
    Map<String, List<JsonNode>> events = new LinkedHashMap<>();
    for (String id : ids) {
      events.put(id, open(id).events());
    }
    return events;
  }

  private ArchivedRun open(String run) throws IOException {
    return ArchivedRun.open(ArchivedRun.folder(archive, run));
  }

  @Override
  public void close() {
    // Each reading has a file of its own.
  }
}
