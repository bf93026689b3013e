package dev.plateau.collector.expose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunViews;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scrapes while the topology's threads change the table. */
class ConcurrentScrapeTest {
  private static final int PARTITIONS = 3;

  @Test
  @Timeout(60)
  void scrapes_whileViewsChange_areWholeAndHaveNoSeriesTwice() throws Exception {
    RunViews views = new RunViews(RunLife.DEFAULT);
    RunCollector collector = new RunCollector(views, InfoLabels.DEFAULT, Scrape.CLOCK);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(PARTITIONS + 2);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        int number = partition;
        writers.add(threads.submit(() -> change(views, number, over)));
      }
      List<Future<?>> readers = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        readers.add(threads.submit(() -> scrape(collector)));
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
      over.set(true);
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  /** New metrics need new labels, which scrapes share. */
  @Test
  @Timeout(60)
  void scrapesAtOnce_ofRunsWithNewMetrics_areEqual() throws Exception {
    int readers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try {
      for (int round = 0; round < 40; round++) {
        RunViews views = new RunViews(RunLife.DEFAULT);
        RunCollector collector = new RunCollector(views, InfoLabels.DEFAULT, Scrape.CLOCK);
        put(views, 0);
        Scrape.of(collector, ScrapeFormat.TEXT);
        put(views, 60);
        CyclicBarrier start = new CyclicBarrier(readers);
        List<Future<Scrape>> scrapes = new ArrayList<>();
        for (int reader = 0; reader < readers; reader++) {
          scrapes.add(
              threads.submit(
                  () -> {
                    start.await();
                    return Scrape.of(collector, ScrapeFormat.TEXT);
                  }));
        }
        Scrape wanted = Scrape.of(views);
        for (Future<Scrape> scrape : scrapes) {
          assertThat(scrape.get()).isEqualTo(wanted);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void put(RunViews views, int layers) {
    for (int run = 0; run < 10; run++) {
      SampleRun sample = new SampleRun("e", "r" + run);
      for (int layer = 0; layer < layers; layer++) {
        sample.metric("x/" + layer, layer);
      }
      views.put(0, sample.view());
    }
  }

  private static void change(RunViews views, int partition, AtomicBoolean over) {
    SplittableRandom random = new SplittableRandom(partition);
    for (long step = 0; !over.get(); step++) {
      String run = "p" + partition + "-r" + random.nextInt(40);
      switch (random.nextInt(20)) {
        case 0 -> views.remove(partition, run);
        case 1 -> views.drop(partition);
        default ->
            views.put(
                partition,
                new SampleRun(random.nextInt(5) == 0 ? "" : "e", run)
                    .at(step, 0)
                    .in(random.nextBoolean() ? RunPhase.STABILIZED : RunPhase.FITTING)
                    .metric("loss", 0.5)
                    .metric("x/" + random.nextInt(3), 1)
                    .view());
      }
    }
  }

  private static void scrape(RunCollector collector) {
    for (int round = 0; round < 60; round++) {
      List<String> series = Scrape.of(collector, ScrapeFormat.TEXT).series();
      List<String> names = series.stream().map(l -> l.substring(0, l.lastIndexOf(' '))).toList();
      assertThat(new HashSet<>(names)).hasSameSizeAs(names);
      assertThat(series).anyMatch(line -> line.startsWith("plateau_steps_total"));
    }
  }
}
