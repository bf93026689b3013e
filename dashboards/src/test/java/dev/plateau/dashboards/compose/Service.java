package dev.plateau.dashboards.compose;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A container as a Compose file describes it, with values in place of variables.
 *
 * @param image the image's name and tag; empty where it is built
 * @param target the stage of the Dockerfile that it is built from; empty where it is not
 * @param networkMode {@code host}, or empty for the network of the file
 * @param entrypoint what is started; empty: what the image says
 * @param command arguments of that; empty: what the image says
 * @param healthcheck the command that tells whether it is well, without the word {@code CMD}
 * @param dependsOn services that are to be there first, with their conditions
 * @param stopGracePeriod how long it may take to end after SIGTERM
 */
record Service(
    String name,
    List<String> profiles,
    String image,
    String target,
    String networkMode,
    String restart,
    Map<String, String> environment,
    List<String> entrypoint,
    List<String> command,
    List<Mount> mounts,
    List<PublishedPort> ports,
    List<String> healthcheck,
    Map<String, String> dependsOn,
    Duration stopGracePeriod) {}
