package dev.plateau.dashboards.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository's {@code Dockerfile}, as far as it is used: its stages by name, in order. */
record Dockerfile(Map<String, Stage> stages) {
  static final Path PATH = ComposeFile.REPOSITORY.resolve("Dockerfile");

  private static final Pattern FROM = Pattern.compile("FROM (\\S+) AS (\\S+)");
  private static final Pattern COPY = Pattern.compile("COPY --from=(\\S+) (\\S+) (\\S+)");
  private static final Pattern ENV = Pattern.compile("ENV (\\w+)=(\\S+)");
  private static final Pattern ENTRYPOINT = Pattern.compile("ENTRYPOINT \\[\"([^\",]+)\"\\]");
  private static final Pattern USER = Pattern.compile("USER (\\S+)");

  /**
   * One image, or a step on the way to it.
   *
   * @param base the image or the stage that it begins with
   * @param copies what is copied from other stages, by its place here
   * @param environment variables
   * @param entrypoint what a container of it starts; empty: what the base says
   * @param user whom that runs as; empty: whom the base says
   */
  record Stage(
      String name,
      String base,
      Map<String, String> copies,
      Map<String, String> environment,
      Optional<String> entrypoint,
      Optional<String> user) {}

  /** Reads it. */
  static Dockerfile read() throws IOException {
    Map<String, Stage> stages = new LinkedHashMap<>();
    // Lines that begin in capitals are instructions; those of a stage follow its FROM.
    for (String text : Files.readString(PATH).split("(?m)^(?=FROM )", -1)) {
      Matcher from = FROM.matcher(text);
      if (from.lookingAt()) {
        stages.put(from.group(2), stage(from.group(2), from.group(1), text));
      }
    }
    return new Dockerfile(stages);
  }

  private static Stage stage(String name, String base, String text) {
    Map<String, String> copies = new LinkedHashMap<>();
    found(COPY, text).forEach(match -> copies.put(match.group(3), match.group(2)));
    Map<String, String> environment = new LinkedHashMap<>();
    found(ENV, text).forEach(match -> environment.put(match.group(1), match.group(2)));
    return new Stage(
        name,
        base,
        copies,
        environment,
        found(ENTRYPOINT, text).stream().map(match -> match.group(1)).findFirst(),
        found(USER, text).stream().map(match -> match.group(1)).findFirst());
  }

  private static List<MatchResult> found(Pattern instruction, String text) {
    return Pattern.compile("^" + instruction.pattern() + "$", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .toList();
  }

  /** A stage with all that it has from the stages that it begins with. */
  Stage whole(String name) {
    Stage stage = stages.get(name);
    if (stage == null) {
      throw new IllegalArgumentException("there is no stage " + name + " in " + PATH);
    }
    if (!stages.containsKey(stage.base())) {
      return stage;
    }
    Stage base = whole(stage.base());
    Map<String, String> copies = new LinkedHashMap<>(base.copies());
    copies.putAll(stage.copies());
    Map<String, String> environment = new LinkedHashMap<>(base.environment());
    environment.putAll(stage.environment());
    return new Stage(
        name,
        base.base(),
        copies,
        environment,
        stage.entrypoint().or(base::entrypoint),
        stage.user().or(base::user));
  }

  /** Images of others that stages begin with. */
  List<String> foreignImages() {
    List<String> images = new ArrayList<>();
    for (Stage stage : stages.values()) {
      if (!stages.containsKey(stage.base())) {
        images.add(stage.base());
      }
    }
    return images;
  }
}
