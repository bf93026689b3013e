package dev.plateau.collector.expose;

import dev.plateau.collector.CheckedInFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of metrics that people read is the catalogue. */
class MetricsDocumentTest {
  @Test
  void document_isTheCatalogue() throws IOException {
    CheckedInFile.assertHolds(Path.of("../docs/metrics.md"), document());
  }

  private static String document() {
    return """
    # Metrics

    What the collector exposes at `/metrics`, made from its catalogue of metrics. A run's series are
    there while it goes on and five minutes longer; history is in Prometheus. What a run does not send
    has no series. NaN and infinities are exposed as they came. Times are seconds since 1970. Further
    series are Micrometer's: `jvm_*`, `process_*`, `system_*`, `kafka_*`.

    | Name | Type | Unit | Labels | Meaning |
    |---|---|---|---|---|
    """
        + Catalogue.all().stream().map(MetricsDocumentTest::row).collect(Collectors.joining());
  }

  private static String row(Family family) {
    return String.format(
        "| `%s` | %s | %s | %s | %s |\n",
        family.name(),
        family.type().name().toLowerCase(Locale.ROOT),
        family.unit(),
        family.labels().stream().map(l -> "`" + l + "`").collect(Collectors.joining(" ")),
        family.help());
  }
}
