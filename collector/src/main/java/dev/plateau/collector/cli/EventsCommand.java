package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.log.TopicReader;
import dev.plateau.protocol.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plateau events}: what happened to runs, from the topic of events. */
@Command(
    name = "events",
    description =
        "Prints what happened to runs: stabilizations that began and ended, ends of runs.",
    mixinStandardHelpOptions = true)
public final class EventsCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private KafkaOptions kafka;

  @Option(names = "--json", description = "Prints one JSON object a line with all that is known.")
  private boolean json;

  @Option(names = "--follow", description = "Prints events as they come, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--run", paramLabel = "R", description = "Only this run's events.")
  private @Nullable String run;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!follow) {
      return read(null);
    }
    StopRequest stop = StopRequest.listen();
    try {
      return read(stop);
    } finally {
      // Else the end of the JVM would wait for it, also after a broker that cannot be reached.
      stop.closed(0);
    }
  }

  private int read(@Nullable StopRequest stop) throws IOException {
    try (TopicReader reader =
        TopicReader.open(kafka.bootstrapServers(), kafka.clientConfig(), Topics.EVENTS)) {
      reader.readToEnd(this::print);
      if (stop != null) {
        reader.follow(this::print, () -> stop.asked().isDone());
      }
      return 0;
    }
  }

  private void print(TopicReader.Entry record) {
    if (record.value() == null || (run != null && !run.equals(record.run()))) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? new String(record.value(), StandardCharsets.UTF_8) : line(record));
    out.flush();
  }

  private static String line(TopicReader.Entry record) {
    try {
      return EventLine.of(JSON.readTree(record.value()));
    } catch (IOException e) {
      return record.run() + "  unreadable event at offset " + record.offset();
    }
  }
}
