package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.doctor.Examination;
import dev.plateau.collector.doctor.Finding;
import dev.plateau.collector.doctor.Level;
import dev.plateau.collector.live.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plateau doctor}: what is wrong with an installation, and what to do. */
@Command(
    name = "doctor",
    description = "Checks broker, topics, collectors, lag, clocks and disk, and says what to do.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:no problem (there may be warnings)", "1:at least one problem"})
final class DoctorCommand implements Callable<Integer> {
  private static final int COLUMNS = 80;
  private static final int TEXT_COLUMN = 27;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "10s",
      description = "How long the broker may take for an answer. Default: 10s.")
  private Duration patience = Duration.ofSeconds(10);

  @Option(names = "--json", description = "Prints one JSON object with all findings.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Examination examination =
        new Examination(
            kafka.bootstrapServers(),
            kafka.clientConfig(),
            patience,
            InstantSource.system(),
            new BuildVersion().getVersion()[0]);
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = examination.run(json ? finding -> {} : this::print);
    boolean healthy = findings.stream().noneMatch(finding -> finding.level() == Level.PROBLEM);
    if (json) {
      out.println(json(findings, healthy));
    }
    out.flush();
    return healthy ? 0 : 1;
  }

  private static ObjectNode json(List<Finding> findings, boolean healthy) {
    ObjectNode all = JsonNodeFactory.instance.objectNode().put("healthy", healthy);
    ArrayNode checks = all.putArray("checks");
    for (Finding finding : findings) {
      checks
          .addObject()
          .put("check", finding.check())
          .put("level", finding.level().label())
          .put("text", finding.text())
          .put("advice", finding.advice());
    }
    return all;
  }

  /** Each as soon as it is there: a broker that is slow to answer is seen to be. */
  private void print(Finding finding) {
    int columns =
        Terminal.find(System.getProperty("plateau.terminal"), System.getenv())
            .map(Terminal::columns)
            .orElse(COLUMNS);
    PrintWriter out = spec.commandLine().getOut();
    String label = String.format("%-8s %-16s  ", finding.level().label(), finding.check());
    for (String line : Paragraph.lines(finding.text(), columns - TEXT_COLUMN)) {
      out.println(label + line);
      label = " ".repeat(TEXT_COLUMN);
    }
    for (String line : Paragraph.lines(finding.advice(), columns - TEXT_COLUMN - 2)) {
      out.println(" ".repeat(TEXT_COLUMN) + "> " + line);
    }
    out.flush();
  }
}
