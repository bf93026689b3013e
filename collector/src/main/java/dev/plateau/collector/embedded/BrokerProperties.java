package dev.plateau.collector.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Kafka's settings for an embedded broker. Kafka's own defaults are for clusters of many machines;
 * what differs here, differs because there is one node, on the machine of a person.
 */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String BROKER_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Map<String, String> of(Path directory, int brokerPort, int controllerPort) {
    Map<String, String> properties = new HashMap<>();
    identity(properties, directory, brokerPort, controllerPort);
    oneNode(properties);
    smallMachine(properties);
    return properties;
  }

  private static void identity(
      Map<String, String> properties, Path directory, int brokerPort, int controllerPort) {
    String broker = BROKER_LISTENER + "://" + EmbeddedBroker.HOST + ":" + brokerPort;
    String controller = EmbeddedBroker.HOST + ":" + controllerPort;
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put("log.dirs", directory.toString());
    properties.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + controller);
    properties.put("advertised.listeners", broker);
    properties.put("inter.broker.listener.name", BROKER_LISTENER);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put(
        "listener.security.protocol.map",
        BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    // Static voters: the controller's port changes with every start and is written down nowhere.
    properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
  }

  private static void oneNode(Map<String, String> properties) {
    properties.put("auto.create.topics.enable", "false");
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      properties.put(topic + ".replication.factor", "1");
      properties.put(topic + ".num.partitions", "4");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // Nobody else joins: the first member of a group need not wait for others.
    properties.put("group.initial.rebalance.delay.ms", "0");
    // A collector that was away for as long as the log lasts still finds its place.
    properties.put("offsets.retention.minutes", Integer.toString(30 * 24 * 60));
    // How long a transaction that its producer left open keeps a restarted collector waiting.
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    properties.put("server.max.startup.time.ms", "60000");
  }

  private static void smallMachine(Map<String, String> properties) {
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    properties.put("log.cleaner.io.buffer.size", Integer.toString(128 << 10));
    properties.put("offsets.topic.segment.bytes", Integer.toString(16 << 20));
    properties.put("transaction.state.log.segment.bytes", Integer.toString(16 << 20));
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("num.replica.fetchers", "1");
  }
}
