package dev.plateau.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the collector's packages may know of each other and of the world. */
@AnalyzeClasses(
    packages = "dev.plateau.collector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {
  private static final String PHASE = "dev.plateau.collector.phase..";
  private static final String RUN = "dev.plateau.collector.run..";
  private static final String TOPOLOGY = "dev.plateau.collector.topology..";
  private static final String EXPOSE = "dev.plateau.collector.expose..";
  private static final String NOTIFY = "dev.plateau.collector.notify..";
  private static final String LOG = "dev.plateau.collector.log..";
  private static final String VERIFY = "dev.plateau.collector.verify..";
  private static final String EXPORT = "dev.plateau.collector.export..";
  private static final String REPLAY = "dev.plateau.collector.replay..";
  private static final String LOOK = "dev.plateau.collector.look..";
  private static final String DELETION = "dev.plateau.collector.deletion..";
  private static final String DOCTOR = "dev.plateau.collector.doctor..";
  private static final String REPRODUCE = "dev.plateau.collector.reproduce..";
  private static final String CLI = "dev.plateau.collector.cli..";

  @ArchTest
  static final ArchRule FOLD_KNOWS_NO_WORLD =
      noClasses()
          .that()
          .resideInAnyPackage(PHASE, RUN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "io.prometheus..",
              "io.micrometer..",
              "com.sun.net..",
              "java.net..",
              "java.nio.file..",
              "java.nio.channels..")
          .because("the same fold runs live, in verify and in tests");

  @ArchTest
  static final ArchRule FOLD_READS_NO_FILES =
      noClasses()
          .that()
          .resideInAnyPackage(PHASE, RUN)
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console|PrintStream)")
          .because("its bytes come and go as DataInput and DataOutput");

  @ArchTest
  static final ArchRule FOLD_READS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(PHASE, RUN)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class)
          .because("the only times are those that come with the records");

  @ArchTest
  static final ArchRule PHASE_KNOWS_NO_RUNS =
      noClasses()
          .that()
          .resideInAPackage(PHASE)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("dev.plateau..")
                  .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(PHASE))))
          .because("a detector sees steps and losses only");

  @ArchTest
  static final ArchRule RUN_KNOWS_ONLY_PHASES =
      noClasses()
          .that()
          .resideInAPackage(RUN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TOPOLOGY,
              EXPOSE,
              NOTIFY,
              CLI,
              "dev.plateau.collector.embedded..",
              LOG,
              VERIFY,
              EXPORT,
              REPLAY,
              LOOK,
              DELETION,
              DOCTOR,
              REPRODUCE,
              "dev.plateau.collector.live..");

  @ArchTest
  static final ArchRule TOPOLOGY_AND_EXPOSE_MEET_IN_RUN =
      noClasses()
          .that()
          .resideInAPackage(TOPOLOGY)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EXPOSE);

  @ArchTest
  static final ArchRule EXPOSE_AND_TOPOLOGY_MEET_IN_RUN =
      noClasses()
          .that()
          .resideInAPackage(EXPOSE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TOPOLOGY);

  @ArchTest
  static final ArchRule NOTIFY_KNOWS_ONLY_THE_LOG =
      noClasses()
          .that()
          .resideInAPackage(NOTIFY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TOPOLOGY,
              EXPOSE,
              "dev.plateau.collector.embedded..",
              "dev.plateau.collector.live..",
              "org.apache.kafka.streams..",
              "io.prometheus..",
              "io.micrometer..")
          .because("it stands behind the log, and the fold must not notice whether it is there");

  @ArchTest
  static final ArchRule FOLD_AND_PAGES_KNOW_NO_WEBHOOK =
      noClasses()
          .that()
          .resideInAnyPackage(PHASE, RUN, TOPOLOGY, EXPOSE, LOG, VERIFY, EXPORT, REPLAY)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(NOTIFY);

  @ArchTest
  static final ArchRule LABORATORY_KNOWS_ONLY_THE_LOG =
      noClasses()
          .that()
          .resideInAnyPackage(LOG, VERIFY, EXPORT, REPLAY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TOPOLOGY,
              "dev.plateau.collector.embedded..",
              "org.apache.kafka.streams..",
              "io.micrometer..")
          .because(
              "replay, verify and export work from what is recorded, with no collector running")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule LOOK_KNOWS_ONLY_THE_LOG =
      noClasses()
          .that()
          .resideInAPackage(LOOK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TOPOLOGY, EXPOSE, "dev.plateau.collector.embedded..", "org.apache.kafka..")
          .because("an archive is looked at as the log is");

  @ArchTest
  static final ArchRule DELETION_AND_DOCTOR_ARE_GUESTS =
      noClasses()
          .that()
          .resideInAnyPackage(DELETION, DOCTOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              EXPOSE,
              "dev.plateau.collector.embedded..",
              "org.apache.kafka.streams..",
              "io.micrometer..")
          .because("they speak to a collector's Kafka from outside, and start nothing");

  @ArchTest
  static final ArchRule REPRODUCE_KNOWS_ONLY_THE_LOG =
      noClasses()
          .that()
          .resideInAPackage(REPRODUCE)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("dev.plateau..")
                  .and(
                      DescribedPredicate.not(
                          JavaClass.Predicates.resideInAnyPackage(
                              REPRODUCE, LOG, "dev.plateau.protocol.."))))
          .because("a figure is made of what the log has of its runs, however they got there");

  @ArchTest
  static final ArchRule REPRODUCE_KNOWS_NO_KAFKA =
      noClasses()
          .that()
          .resideInAPackage(REPRODUCE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.prometheus..", "io.micrometer..");

  @ArchTest
  static final ArchRule ONLY_THE_CLI_KNOWS_REPRODUCE =
      noClasses()
          .that()
          .resideOutsideOfPackages(REPRODUCE, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(REPRODUCE);

  @ArchTest
  static final ArchRule ONLY_PLOT_KNOWS_THE_PLOTTING_LIBRARY =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.plateau.collector.reproduce.plot..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jfree..", "org.apache.batik..", "java.awt..")
          .because("a figure says what is drawn, and machines without fonts run all else");

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_CLI =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  @ArchTest
  static final ArchRule NOTHING_KNOWS_DL4J =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.plateau.collector.(*)..").should().beFreeOfCycles();
}
