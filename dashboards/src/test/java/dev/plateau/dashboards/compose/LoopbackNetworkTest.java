package dev.plateau.dashboards.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackNetworkTest {
  private Service kafka;
  private Service collector;
  private Service observer;
  private LoopbackNetwork network;

  @BeforeEach
  void read() throws IOException {
    ComposeFile file = ComposeFile.read(Map.of());
    kafka = file.service("kafka");
    collector = file.service("collector");
    observer = file.service("observe-prometheus");
    network = new LoopbackNetwork(file.services().keySet());
  }

  private String at(Service service, int port) {
    return "127.0.0.1:" + network.port(service, port);
  }

  @Test
  void addressOfAService_isTheSameForAll() {
    String here = at(kafka, 9092);
    assertThat(network.rewrite(collector, "kafka:9092,x")).isEqualTo(here + ",x");
    assertThat(network.rewrite(kafka, "A://:9092,B://0.0.0.0:9092 c=localhost:9092"))
        .isEqualTo("A://" + here + ",B://" + here + " c=" + here);
    assertThat(network.rewrite(kafka, "1@127.0.0.1:9092")).isEqualTo("1@" + here);
    assertThat(network.rewrite(kafka, "/dev/tcp/127.0.0.1/9092"))
        .isEqualTo("/dev/tcp/" + here.replace(':', '/'));
  }

  @Test
  void ownAddress_differsFromThatOfAnother() {
    assertThat(network.rewrite(collector, "localhost:9092"))
        .isEqualTo(at(collector, 9092))
        .isNotEqualTo(at(kafka, 9092));
    assertThat(network.rewrite(observer, "localhost:9464"))
        .isEqualTo("127.0.0.1:" + network.hostPort(9464));
  }

  @Test
  void portsAndAddressesAlone_areThoseOfThePublishingService() {
    assertThat(network.rewrite(collector, "9464")).isEqualTo("" + network.port(collector, 9464));
    assertThat(network.rewrite(collector, "0.0.0.0")).isEqualTo("127.0.0.1");
    assertThat(network.rewrite(kafka, "9464")).isEqualTo("9464");
    assertThat(network.rewrite(kafka, "1000")).isEqualTo("1000");
  }

  @Test
  void otherText_staysAsItIs() {
    String others =
        "mykafka:9092 kafka.example:9092 http://127.0.0.1:9/x http://127.0.0.1:45678/ a:b";
    assertThat(network.rewrite(collector, others)).isEqualTo(others);
  }
}
