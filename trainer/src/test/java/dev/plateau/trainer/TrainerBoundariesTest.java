package dev.plateau.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in the trainer. */
@AnalyzeClasses(
    packages = "dev.plateau.trainer",
    importOptions = ImportOption.DoNotIncludeTests.class)
class TrainerBoundariesTest {
  @ArchTest
  static final ArchRule probes_know_only_arrays =
      noClasses()
          .that()
          .resideInAPackage("dev.plateau.trainer.probe..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.plateau.trainer.network..",
              "dev.plateau.trainer.listener..",
              "dev.plateau.trainer.experiment..",
              "dev.plateau.publisher..",
              "org.apache.kafka..",
              "org.deeplearning4j..");

  @ArchTest
  static final ArchRule networks_know_no_listener =
      noClasses()
          .that()
          .resideInAPackage("dev.plateau.trainer.network..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.plateau.trainer.listener..",
              "dev.plateau.trainer.experiment..",
              "dev.plateau.publisher..");

  @ArchTest
  static final ArchRule trainer_knows_no_kafka_and_no_metrics_library =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule experiments_know_no_publisher =
      noClasses()
          .that()
          .resideInAPackage("dev.plateau.trainer.experiment..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.plateau.publisher..");

  @ArchTest
  static final ArchRule checkpoints_know_no_publisher =
      noClasses()
          .that()
          .resideInAPackage("dev.plateau.trainer.checkpoint..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.plateau.publisher..", "dev.plateau.trainer.listener..");

  @ArchTest
  static final ArchRule nothing_depends_on_cli =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.plateau.trainer.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.plateau.trainer.cli..");

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("dev.plateau.trainer.(*)..").should().beFreeOfCycles();
}
