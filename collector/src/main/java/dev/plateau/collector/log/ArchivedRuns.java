package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The runs of an archive. */
public final class ArchivedRuns implements RunLog {
  public static RunLog open(Path folder) throws IOException {
    return new ArchivedRuns();
  }

  @Override
  public String place() {
    throw new UnsupportedOperationException("soon");
  }

  @Override
  public List<RunEntry> runs() throws IOException {
    throw new UnsupportedOperationException("soon");
  }

  @Override
  public RunEntry find(String run) throws IOException {
    throw new UnsupportedOperationException("soon");
  }

  @Override
  public RunRecords records(RunEntry run) throws IOException {
    throw new UnsupportedOperationException("soon");
  }

  @Override
  public List<JsonNode> events(RunEntry run) throws IOException {
    throw new UnsupportedOperationException("soon");
  }

  @Override
  public void close() {}
}
