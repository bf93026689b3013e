package dev.plateau.collector.doctor;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** The versions that the cluster has agreed on: of its metadata and of its transactions. */
record FeaturesCheck() implements Check {
  private static final short TRANSACTIONS_NEEDED = 2;

  @Override
  public String name() {
    return "features";
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    return judge(
        cluster.get(cluster.admin().describeFeatures().featureMetadata()).finalizedFeatures(),
        cluster.bootstrapServers());
  }

  Finding judge(Map<String, FinalizedVersionRange> finalized, String bootstrapServers) {
    int transactions = level(finalized, "transaction.version");
    Diagnosis diagnosis =
        new Diagnosis(name()).fine("metadata.version " + level(finalized, "metadata.version"));
    String text = "transaction.version " + transactions;
    if (transactions >= TRANSACTIONS_NEEDED) {
      return diagnosis.fine(text).finding();
    }
    return diagnosis
        .warning(
            text
                + ": before version 2 (KIP-890) a late request can tear a transaction, so that"
                + " events and runs are told that were never committed",
            "Use brokers of Kafka 4.0 or newer and run 'kafka-features.sh --bootstrap-server "
                + bootstrapServers
                + " upgrade --feature transaction.version=2'.")
        .finding();
  }

  private static int level(Map<String, FinalizedVersionRange> finalized, String feature) {
    FinalizedVersionRange range = finalized.get(feature);
    return range == null ? 0 : range.maxVersionLevel();
  }
}
