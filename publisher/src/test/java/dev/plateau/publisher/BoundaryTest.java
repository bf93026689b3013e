package dev.plateau.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.plateau.publisher",
    importOptions = ImportOption.DoNotIncludeTests.class)
class BoundaryTest {
  @ArchTest
  static final ArchRule PUBLISHER_USES_KAFKA_CLIENTS_AND_THE_PROTOCOL_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.plateau.publisher",
              "dev.plateau.protocol",
              "java..",
              "org.apache.kafka.clients..",
              "org.apache.kafka.common..",
              "org.jspecify.annotations",
              "org.slf4j");
}
