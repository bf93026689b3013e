package dev.plateau.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All dashboards as the files that Grafana is given. Stateless. */
public final class DashboardFiles {
  private DashboardFiles() {}

  /** Text of each file by its name. */
  public static Map<String, String> all() {
    Map<String, String> files = new TreeMap<>();
    for (Dashboard dashboard :
        List.of(RunsDashboard.make(), RunDashboard.make(), CollectorDashboard.make())) {
      files.put(dashboard.uid() + ".json", text(dashboard));
    }
    return files;
  }

  private static String text(Dashboard dashboard) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(dashboard.json()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }
}
