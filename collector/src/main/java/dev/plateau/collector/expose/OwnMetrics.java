package dev.plateau.collector.expose;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The collector's own metrics by Micrometer: JVM, process, Kafka Streams with its clients. Whoever
 * makes it closes it.
 */
final class OwnMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry meters;
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final List<KafkaStreamsMetrics> streams = new CopyOnWriteArrayList<>();

  OwnMetrics(PrometheusRegistry registry) {
    meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
    new JvmInfoMetrics().bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ClassLoaderMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    new FileDescriptorMetrics().bindTo(meters);
    garbage.bindTo(meters);
  }

  MeterRegistry meters() {
    return meters;
  }

  /** Shows the metrics of a Streams instance until this is closed. */
  void bind(KafkaStreams instance) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(instance);
    metrics.bindTo(meters);
    streams.add(metrics);
  }

  @Override
  public void close() {
    streams.forEach(KafkaStreamsMetrics::close);
    garbage.close();
    meters.close();
  }
}
