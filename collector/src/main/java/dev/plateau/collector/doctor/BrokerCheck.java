package dev.plateau.collector.doctor;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.DescribeClusterResult;

/** Whether a broker answers. */
record BrokerCheck() implements Check {
  static final String NAME = "broker";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      // The first answer pays for connections and class loading.
      cluster.get(cluster.admin().describeCluster().clusterId());
      long begin = System.nanoTime();
      DescribeClusterResult described = cluster.admin().describeCluster();
      String id = cluster.get(described.clusterId());
      int nodes = cluster.get(described.nodes()).size();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      return new Diagnosis(NAME)
          .fine(
              cluster.bootstrapServers()
                  + " answers after "
                  + millis
                  + " ms; cluster "
                  + id
                  + " with "
                  + (nodes == 1 ? "1 broker" : nodes + " brokers"))
          .finding();
    } catch (ExecutionException | TimeoutException e) {
      return unreachable(cluster.bootstrapServers(), e);
    }
  }

  /** What is found where no broker answers, or the settings make no client. */
  static Finding unreachable(String bootstrapServers, Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    return new Diagnosis(NAME)
        .problem(
            "no Kafka broker answers at " + bootstrapServers + why,
            "Start one with 'plateau collect --embedded-broker' or 'plateau broker', or name"
                + " another with --bootstrap-servers; SASL and TLS go into --kafka-config.")
        .finding();
  }
}
