package dev.plateau.collector.cli;

import dev.plateau.collector.log.ArchivedRuns;
import dev.plateau.collector.log.KafkaRuns;
import dev.plateau.collector.log.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command reads recorded runs from: the log of a Kafka, or an archive. */
public final class LogOptions {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--archive",
      paramLabel = "DIR",
      description = "Read this folder, which 'plateau archive' wrote, instead of Kafka.")
  private @Nullable Path archive;

  /** The Kafka to speak to. */
  public KafkaOptions kafka() {
    return kafka;
  }

  /** Whether an archive is read. */
  public boolean isArchive() {
    return archive != null;
  }

  /**
   * Opens it; whoever does closes it.
   *
   * @throws IOException with one sentence, if it cannot be read
   */
  public RunLog open() throws IOException {
    return archive == null
        ? KafkaRuns.open(kafka.bootstrapServers(), kafka.clientConfig())
        : ArchivedRuns.open(archive);
  }
}
