package dev.plateau.collector.expose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import io.prometheus.metrics.model.registry.MetricType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The catalogue says what a scrape holds, no less and no more. */
class CatalogueTest {
  private static final Pattern SERIES = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  @Test
  void everyFamily_isInAFullScrape_andNothingElseIs() {
    Set<String> scraped = new TreeSet<>();
    for (String line : Scrape.of(FullSample.collector(), ScrapeFormat.TEXT).series()) {
      scraped.add(matched(line).group(1));
    }
    assertThat(scraped)
        .containsExactlyInAnyOrderElementsOf(Catalogue.all().stream().map(Family::name).toList());
  }

  @Test
  void labelsOfAFamily_areThoseOfItsSeries() {
    for (String line : Scrape.of(FullSample.collector(), ScrapeFormat.TEXT).series()) {
      Matcher series = matched(line);
      Family family =
          Catalogue.all().stream()
              .filter(f -> f.name().equals(series.group(1)))
              .findFirst()
              .orElseThrow();
      Set<String> labels = new HashSet<>();
      if (series.group(2) != null) {
        Matcher label = LABEL.matcher(series.group(2));
        while (label.find()) {
          labels.add(label.group(1));
        }
      }
      if (family.type() == MetricType.INFO) {
        // Some labels of an info are there only where the run says them.
        assertThat(labels).contains("experiment", "run", "name");
      } else {
        assertThat(labels).as(line).containsExactlyInAnyOrderElementsOf(family.labels());
      }
    }
  }

  @Test
  void names_areThereOnce_withAHelpThatIsASentence() {
    List<Family> all = Catalogue.all();
    assertThat(all.stream().map(Family::name)).doesNotHaveDuplicates();
    assertThat(all).allSatisfy(family -> assertThat(family.help()).matches("[A-Z0-9].*\\."));
    assertThat(all).allSatisfy(f -> assertThat(f.name()).matches("plateau_[a-z0-9_]+"));
  }

  @Test
  void everyWellKnownMetric_hasAFamily() throws IllegalAccessException {
    for (Field constant : Metrics.class.getFields()) {
      if (constant.getType() == MetricName.class) {
        assertThat(Catalogue.byMetric()).containsKey((MetricName) constant.get(null));
      }
    }
  }

  @Test
  void everyWellKnownMetricOfALayer_hasAFamilyByLayer() throws ReflectiveOperationException {
    Set<String> layered = new TreeSet<>();
    for (Method method : Metrics.class.getMethods()) {
      if (method.getReturnType() == MetricName.class
          && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})) {
        layered.add(((MetricName) method.invoke(null, "hidden")).metric());
      }
    }
    assertThat(layered).contains("spectral_norm");
    assertThat(Catalogue.byLayeredMetric().keySet()).containsExactlyInAnyOrderElementsOf(layered);
    assertThat(Catalogue.byLayeredMetric().values())
        .allSatisfy(family -> assertThat(family.labels()).containsOnlyOnce("layer"));
  }

  @Test
  void family_whoseNameLacksItsSuffix_isRefused() {
    assertThatThrownBy(() -> Family.counter("plateau_steps", "Steps."))
        .hasMessageContaining("_total");
    assertThatThrownBy(
            () -> new Family(MetricType.GAUGE, "plateau_lag", "seconds", List.of(), "Lag."))
        .hasMessageContaining("seconds");
  }

  private static Matcher matched(String line) {
    Matcher series = SERIES.matcher(line);
    assertThat(series.matches()).as(line).isTrue();
    return series;
  }
}
