package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.Registry;
import dev.plateau.collector.log.RunEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plateau runs}: all runs that collectors know, from the registry. */
@Command(
    name = "runs",
    description = "Lists the runs: experiment, step, loss, phase.",
    mixinStandardHelpOptions = true)
public final class RunsCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Option(names = "--json", description = "Prints one JSON array with all that is known.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<JsonNode> runs =
        Registry.read(kafka.bootstrapServers(), kafka.clientConfig()).runs().stream()
            .map(RunEntry::json)
            .toList();
    if (json) {
      out.println(runs);
    } else {
      print(runs, out);
    }
    out.flush();
    return 0;
  }

  private static void print(List<JsonNode> runs, PrintWriter out) {
    if (runs.isEmpty()) {
      out.println("No runs yet.");
      return;
    }
    TextTable table = new TextTable("RUN", "EXPERIMENT", "STEP", "LOSS", "PHASE");
    for (JsonNode run : runs) {
      table.add(
          run.path("run").asText(),
          orDash(run.path("experiment").asText()),
          step(run),
          loss(run.path("metrics").path("loss").path("value")),
          run.path("phase").asText());
    }
    table.print(out);
  }

  private static String step(JsonNode run) {
    long step = run.path("step").asLong(-1);
    long planned = run.path("planned_steps").asLong(0);
    String text = step < 0 ? "-" : Long.toString(step);
    return planned == 0 ? text : text + "/" + (planned - 1);
  }

  /** Numbers that are not finite are texts in JSON, and read as such. */
  private static String loss(JsonNode value) {
    return value.isNumber() ? String.format("%.4g", value.asDouble()) : orDash(value.asText());
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
