package dev.plateau.collector.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.Launched;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that {@code plateau completion bash} prints, read by a real bash. */
class CompletionIT {
  @TempDir static Path temp;
  private static Path script;

  @BeforeAll
  static void print() throws Exception {
    Launched.requireJars();
    script = temp.resolve("completion.bash");
    try (Launched completion = Launched.start(script, "", "completion", "bash")) {
      assertThat(completion.await()).as(completion.printed()).isZero();
    }
  }

  /** What bash offers for the last of these words. */
  private static List<String> offered(String... words) throws Exception {
    String line = String.join(" ", words);
    StringBuilder quoted = new StringBuilder();
    for (String word : words) {
      quoted.append(" '").append(word).append("'");
    }
    String commands =
        "source "
            + script
            + "\ncompopt() { :; }" // Only within a completion that a person asked for.
            + "\nCOMP_WORDS=("
            + quoted
            + "); COMP_CWORD="
            + (words.length - 1)
            + "; COMP_LINE='"
            + line
            + "'; COMP_POINT="
            + line.length()
            + "\n$(complete -p plateau | sed 's/.*-F \\([^ ]*\\) .*/\\1/')"
            + "\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    Process bash =
        new ProcessBuilder("bash", "--norc", "-c", commands).redirectErrorStream(true).start();
    String printed = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return printed.lines().filter(offer -> !offer.isEmpty()).toList();
  }

  @Test
  void verbs_ofBothApplicationsAndOfTheLauncher_areOffered() throws Exception {
    assertThat(offered("plateau", ""))
        .contains("train", "pipe", "experiments", "runs", "show", "doctor", "completion", "build")
        .contains("help");
    assertThat(offered("plateau", "exp")).containsExactlyInAnyOrder("experiments", "export");
  }

  @Test
  void verbs_areExactlyThoseOfTheLaunchersUsage() throws Exception {
    try (Launched help = Launched.start(temp.resolve("help"), "", "help")) {
      assertThat(help.await()).isZero();
      List<String> usage =
          help.printed()
              .lines()
              .filter(line -> line.matches("  [a-z]+ +.*"))
              .map(line -> line.strip().replaceFirst(" .*", ""))
              .toList();
      assertThat(usage).contains("doctor");
      assertThat(offered("plateau", "").stream().filter(verb -> !verb.startsWith("-")))
          .containsExactlyInAnyOrderElementsOf(usage);
    }
  }

  @Test
  void experimentsAndTheirOptions_areOfferedAfterTrain() throws Exception {
    assertThat(offered("plateau", "train", "dia"))
        .containsExactlyInAnyOrder("diagonal", "diagonal-depth", "diagonal-gd");
    assertThat(offered("plateau", "train", "diagonal", "--mode", ""))
        .containsExactly("online", "disabled");
    assertThat(offered("plateau", "train", "diagonal", "--pa")).containsExactly("--pace");
  }

  @Test
  void choicesOfOptions_areOffered() throws Exception {
    assertThat(offered("plateau", "compare", "a", "b", "--align", "stab"))
        .containsExactly("stabilization-start", "stabilization-end");
    assertThat(offered("plateau", "detector", "run", "--al")).containsExactly("--alarms");
  }

  @Test
  void runOfAVerbsName_doesNotChangeWhatIsOffered() throws Exception {
    assertThat(offered("plateau", "show", "runs", "--wh")).containsExactly("--whole");
  }

  @Test
  void unknownShell_isNotUnderstood_andNothingIsPrinted() throws Exception {
    try (Launched completion = Launched.start(temp.resolve("fish"), "", "completion", "fish")) {
      assertThat(completion.await()).isEqualTo(2);
      assertThat(completion.printed()).contains("'fish'").doesNotContain("complete -F");
    }
  }
}
