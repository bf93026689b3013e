package dev.plateau.collector.cli;

import dev.plateau.collector.deletion.RunDeletion;
import dev.plateau.collector.log.KafkaRuns;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.look.DeletedRuns;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau delete}: makes the collectors forget a run. */
@Command(
    name = "delete",
    description = {
      "Makes the collector forget a run: it leaves the registry, the pages and all lists.",
      "Its records stay in the log until retention drops them, and so do its events."
    },
    mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Parameters(paramLabel = "RUN", description = "The run by its id, or by a name that only it has.")
  private String run = "";

  @Mixin private KafkaOptions kafka;

  @Option(names = "--yes", description = "Does not ask; needed where nobody can answer.")
  private boolean yes;

  @Spec private CommandSpec spec;

  /** Asks and gives the answer; null: there is nobody to ask. */
  private final @Nullable Function<String, @Nullable String> person;

  /** On a terminal, its person can be asked. */
  DeleteCommand() {
    this(ofTerminal(System.console()));
  }

  private static @Nullable Function<String, @Nullable String> ofTerminal(
      @Nullable Console console) {
    return console == null ? null : question -> console.readLine("%s", question);
  }

  DeleteCommand(@Nullable Function<String, @Nullable String> person) {
    this.person = person;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!yes && person == null) {
      throw new ParameterException(
          spec.commandLine(), "nobody can be asked here: give --yes to delete run " + run);
    }
    RunEntry entry;
    try (RunLog log = KafkaRuns.open(kafka.bootstrapServers(), kafka.clientConfig())) {
      entry = DeletedRuns.find(log, run);
    }
    if (!isWanted(entry)) {
      complain("Nothing was deleted.");
      return 1;
    }
    return told(
        entry,
        new RunDeletion(kafka.bootstrapServers(), kafka.clientConfig()).delete(entry, PATIENCE));
  }

  private boolean isWanted(RunEntry entry) {
    if (yes || person == null) {
      return true;
    }
    String state =
        "Run "
            + entry.run()
            + " ("
            + entry.phase()
            + ", last step "
            + entry.lastStep()
            + ") is deleted";
    if (!entry.isEnded()) {
      state += "; " + whatAboutItsTrainer(entry);
    }
    String answer = person.apply(state + ". Go on? [y/N] ");
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private int told(RunEntry entry, RunDeletion.Outcome outcome) {
    switch (outcome) {
      case FORGOTTEN -> {
        say(
            "Run "
                + entry.run()
                + " is forgotten. Its records stay in the log until retention drops them.");
        if (!entry.isEnded()) {
          say("It had not ended: " + whatAboutItsTrainer(entry) + ".");
        }
        return 0;
      }
      case NO_COLLECTOR ->
          complain(
              "The deletion of run "
                  + entry.run()
                  + " is in the log, but no collector is running: the run is forgotten when one"
                  + " does. Start one with 'plateau collect'.");
      case NOT_YET ->
          complain(
              "The deletion of run "
                  + entry.run()
                  + " is in the log, but the collectors have not come to it within "
                  + PATIENCE.toSeconds()
                  + " s; 'plateau doctor' says how far behind they are.");
    }
    return 1;
  }

  private static String whatAboutItsTrainer(RunEntry entry) {
    return entry.attempts().stream().map(LoggedAttempt::session).anyMatch(String::isEmpty)
        ? "what its trainer goes on to send has no session and opens it again"
        : "what its trainer goes on to send counts as superseded and is shown nowhere, until it is"
            + " started anew";
  }

  private void say(String sentence) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(sentence);
    out.flush();
  }

  private void complain(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
  }
}
