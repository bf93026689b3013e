package dev.plateau.trainer.experiment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The order of the experiments' packages: each uses only what its layer names. */
@AnalyzeClasses(
    packages = "dev.plateau.trainer.experiment",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ExperimentBoundariesTest {
  private static final String ROOT = "dev.plateau.trainer.experiment";

  /** A class of a package that no layer has is an error too. */
  @ArchTest
  static final ArchRule packages_use_only_those_below_them =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
          .layer("catalogue")
          .definedBy(ROOT)
          .layer("support")
          .definedBy(ROOT + ".support..")
          .layer("diagonal, perceptron")
          .definedBy(ROOT + ".largesteps.diagonal..", ROOT + ".largesteps.perceptron..")
          .layer("quadratic, resnet")
          .definedBy(ROOT + ".largesteps.quadratic..", ROOT + ".largesteps.resnet..")
          .layer("sde")
          .definedBy(ROOT + ".largesteps.sde..")
          .layer("largesteps")
          .definedBy(ROOT + ".largesteps")
          .layer("sgd")
          .definedBy(ROOT + ".sgd..")
          .layer("random")
          .definedBy(ROOT + ".random..")
          .layer("data")
          .definedBy(ROOT + ".data..")
          .layer("training")
          .definedBy(ROOT + ".training..")
          .whereLayer("catalogue")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("support")
          .mayOnlyAccessLayers("sgd", "random", "data", "training")
          .whereLayer("diagonal, perceptron")
          .mayOnlyAccessLayers("sde", "largesteps", "sgd", "random", "data", "training")
          .whereLayer("quadratic, resnet")
          .mayOnlyAccessLayers("largesteps", "sgd", "random", "data", "training")
          .whereLayer("sde")
          .mayOnlyAccessLayers("largesteps", "random", "training")
          .whereLayer("largesteps")
          .mayOnlyAccessLayers("training")
          .whereLayer("sgd")
          .mayOnlyAccessLayers("random", "data", "training")
          .whereLayer("random")
          .mayOnlyAccessLayers("training")
          .whereLayer("data")
          .mayNotAccessAnyLayer()
          .whereLayer("training")
          .mayNotAccessAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule experiments_of_the_first_paper_do_not_know_each_other =
      slices().matching(ROOT + ".support.(*)..").should().notDependOnEachOther();

  /** But for the SDE, of which the layers above speak. */
  @ArchTest
  static final ArchRule experiments_of_the_second_paper_do_not_know_each_other =
      slices()
          .matching(ROOT + ".largesteps.(diagonal|perceptron|quadratic|resnet)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule experiments_on_plain_arrays_know_no_dl4j =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".training..",
              ROOT + ".random..",
              ROOT + ".data..",
              ROOT + ".support.toy..",
              ROOT + ".support.diagonal..",
              ROOT + ".largesteps",
              ROOT + ".largesteps.sde..",
              ROOT + ".largesteps.diagonal..",
              ROOT + ".largesteps.quadratic..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");
}
