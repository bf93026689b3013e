package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.plateau.publisher.PublisherSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class EnvironmentTest {
  private static final Pattern VARIABLE = Pattern.compile("PLATEAU_[A-Z_]+");
  private static final Set<String> SHARED =
      Set.of("PLATEAU_BOOTSTRAP_SERVERS", "PLATEAU_KAFKA_CONFIG");

  private static Set<String> variables() {
    // As written, not as this machine's environment would fill it in.
    CommandLine main = Main.commandLine().setInterpolateVariables(false);
    List<CommandLine> commands = List.copyOf(main.getSubcommands().values());
    Set<String> variables = new TreeSet<>();
    commands.stream()
        .map(command -> command.getCommandSpec().options())
        .flatMap(Collection::stream)
        .map(OptionSpec::defaultValue)
        .filter(value -> value != null)
        .flatMap(value -> VARIABLE.matcher(value).results())
        .map(MatchResult::group)
        .forEach(variables::add);
    return variables;
  }

  @Test
  void collectorsVariables_doNotStopATrainerThatSeesThem() {
    Set<String> variables = variables();
    assertThat(variables).contains("PLATEAU_PORT", "PLATEAU_LOST_AFTER");
    variables.removeAll(SHARED);
    for (String variable : variables) {
      assertThatCode(() -> PublisherSettings.fromEnvironment(Map.of(variable, "1")))
          .as(variable)
          .doesNotThrowAnyException();
    }
  }
}
