package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.log.ArchiveWriter.Written;
import dev.plateau.collector.log.RunEntry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Says what was archived: a line a run, and the sum. */
final class ArchiveReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final boolean json;
  private int written;
  private int kept;
  private long bytes;

  ArchiveReport(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void add(RunEntry run, Written result) {
    if (result.written()) {
      written++;
      bytes += result.bytes();
    } else {
      kept++;
    }
    if (json) {
      ObjectNode line = JSON.createObjectNode();
      line.put("run", run.run());
      line.put("written", result.written());
      line.put("records", result.records());
      line.put("bytes", result.bytes());
      line.put("bytes_read", result.bytesRead());
      line.put("begins_late", result.beginsLate());
      out.println(line);
    } else if (result.written()) {
      out.printf(
          Locale.ROOT,
          "%s: %,d records, %,d bytes (%,d read)%n",
          run.run(),
          result.records(),
          result.bytes(),
          result.bytesRead());
    }
    out.flush();
  }

  void end(Path archive) {
    if (!json) {
      out.printf(
          Locale.ROOT,
          "%d %s archived in %s, %,d bytes; %d were there already.%n",
          written,
          written == 1 ? "run" : "runs",
          archive,
          bytes,
          kept);
      out.flush();
    }
  }
}
