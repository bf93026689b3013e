package dev.plateau.collector.doctor;

import dev.plateau.collector.topology.Collector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Whether collectors are running and have shared the partitions among them. */
record CollectorsCheck() implements Check {
  @Override
  public String name() {
    return "collectors";
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      ConsumerGroupDescription group =
          cluster
              .get(cluster.admin().describeConsumerGroups(List.of(Collector.GROUP)).all())
              .values()
              .iterator()
              .next();
      return judge(group);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return none();
      }
      throw e;
    }
  }

  private Finding none() {
    return new Diagnosis(name())
        .problem(
            "no collector is running: what trainers send is kept, but nobody folds it",
            "Start one: 'plateau collect'.")
        .finding();
  }

  private Finding judge(ConsumerGroupDescription group) {
    Collection<MemberDescription> members = group.members();
    if (members.isEmpty()) {
      return none();
    }
    List<String> texts = new ArrayList<>();
    for (MemberDescription member : members) {
      texts.add(
          member.assignment().topicPartitions().size()
              + " partitions at "
              + member.host().replaceFirst("^/", ""));
    }
    // A thread is a member.
    String text =
        (members.size() == 1 ? "1 member" : members.size() + " members")
            + " of group "
            + Collector.GROUP
            + " ("
            + String.join(", ", texts)
            + "), "
            + group.groupState().toString().toLowerCase(java.util.Locale.ROOT);
    Diagnosis diagnosis = new Diagnosis(name());
    return group.groupState() == GroupState.STABLE
        ? diagnosis.fine(text).finding()
        : diagnosis
            .warning(
                text,
                "Partitions are being shared out anew; look again in half a minute. If it stays"
                    + " so, a collector comes and goes: read its log.")
            .finding();
  }
}
