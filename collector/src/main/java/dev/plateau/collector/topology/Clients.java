package dev.plateau.collector.topology;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Settings of the collector's own Kafka clients. */
final class Clients {
  private Clients() {}

  static Map<String, Object> config(String bootstrapServers, Map<String, String> clientConfig) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "plateau-admin");
    return config;
  }
}
