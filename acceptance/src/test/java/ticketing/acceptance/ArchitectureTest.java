package ticketing.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks which modules and packages may import each other; see the diagram in CONTRIBUTING.md. */
@Tag("material")
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ticketing");

  @Test
  void imports_run_one_way_through_the_modules() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("ticket-system")
        .definedBy("ticketing.system..")
        .layer("orders")
        .definedBy("ticketing.order..", "ticketing.worker..")
        .layer("testkit")
        .definedBy("ticketing.testkit..")
        .layer("runner")
        .definedBy("ticketing.runner..")
        .whereLayer("runner")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("testkit")
        .mayOnlyBeAccessedByLayers("runner")
        .whereLayer("orders")
        .mayOnlyBeAccessedByLayers("testkit", "runner")
        .check(CLASSES);
  }

  @Test
  void imports_run_one_way_through_the_runner() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("commands")
        .definedBy("ticketing.runner")
        .layer("study")
        .definedBy("ticketing.runner.study..")
        .layer("show")
        .definedBy("ticketing.runner.show..")
        .layer("setup")
        .definedBy("ticketing.runner.setup..")
        .layer("run")
        .definedBy("ticketing.runner.run..")
        .layer("service")
        .definedBy("ticketing.runner.service..")
        .layer("stages")
        .definedBy("ticketing.runner.stages..")
        .layer("util")
        .definedBy("ticketing.runner.util..")
        .whereLayer("commands")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("study")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("show")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("setup")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("commands", "study", "show", "setup")
        .whereLayer("service")
        .mayOnlyBeAccessedByLayers("commands", "show", "run")
        .whereLayer("stages")
        .mayOnlyBeAccessedByLayers("commands", "study", "show", "setup", "run")
        .check(CLASSES);
  }

  @Test
  void packages_have_no_dependency_cycles() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void the_ticket_system_does_not_depend_on_temporal() {
    noClasses()
        .that()
        .resideInAPackage("ticketing.system..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.temporal..", "io.grpc..")
        .check(CLASSES);
  }

  @Test
  void only_util_uses_process_streams_and_environment() {
    noClasses()
        .that()
        .resideInAPackage("ticketing.runner..")
        .and()
        .resideOutsideOfPackage("ticketing.runner.util..")
        .and()
        // The launcher runs the doctor as a single source file, before anything is built.
        .doNotHaveFullyQualifiedName("ticketing.runner.setup.Doctor")
        .should()
        .accessField(System.class, "in")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "console")
        .orShould()
        .callMethod(Path.class, "toAbsolutePath")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  /** Makes each package a slice, without its subpackages. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
