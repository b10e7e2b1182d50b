package org.allmende.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.NetworkChannel;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFParserBuilder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// The module picture, held by the build.
@AnalyzeClasses(
    packages = "org.allmende",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoJarsOfTests.class})
final class ArchitectureTest {

  /// Tests that other modules use come in a jar of their own.
  static final class NoJarsOfTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.allmende..")
          .layer("app")
          .definedBy("org.allmende.app..")
          .layer("web")
          .definedBy("org.allmende.web..")
          .layer("store")
          .definedBy("org.allmende.store..")
          .layer("search")
          .definedBy("org.allmende.search..")
          .layer("sparql")
          .definedBy("org.allmende.sparql..")
          .layer("tables")
          .definedBy("org.allmende.tables..")
          .layer("harvest")
          .definedBy("org.allmende.harvest..")
          .layer("catalog")
          .definedBy("org.allmende.catalog..")
          .layer("intake")
          .definedBy("org.allmende.intake..")
          .layer("dcat")
          .definedBy("org.allmende.dcat..")
          .layer("vocabulary")
          .definedBy("org.allmende.vocabulary..")
          .layer("model")
          .definedBy("org.allmende.model..")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("web")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("search")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("sparql")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("tables")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("harvest")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("catalog")
          .mayOnlyBeAccessedByLayers("app", "web", "harvest", "store", "search", "sparql", "tables")
          .whereLayer("intake")
          .mayOnlyBeAccessedByLayers("catalog", "tables", "app")
          .whereLayer("dcat")
          .mayOnlyBeAccessedByLayers(
              "catalog", "web", "harvest", "store", "search", "sparql", "app")
          .because("an arrow that wants to point up is a missing port in catalog");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.allmende.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a module can be read without the ones above it");

  @ArchTest
  static final ArchRule READING_IS_LAYERED =
      slices()
          .matching("org.allmende.intake.(*)..")
          .should()
          .beFreeOfCycles()
          .because("cells, columns, tables and formats can each be read without what uses them");

  @ArchTest
  static final ArchRule READERS_STAND_ON_TOP =
      noClasses()
          .that()
          .resideInAPackage("org.allmende.intake.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.allmende.intake")
          .because("the readers put together what lies in the packages below them");

  @ArchTest
  static final ArchRule USE_CASES_ARE_LAYERED =
      slices()
          .matching("org.allmende.catalog.(*)..")
          .should()
          .beFreeOfCycles()
          .because("what is kept, published, browsed and harvested can each be read alone");

  @ArchTest
  static final ArchRule METADATA_ARE_LAYERED =
      slices()
          .matching("org.allmende.dcat.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "describing, checking, mending and upgrading share terms, not each other's ways");

  @ArchTest
  static final ArchRule ANSWERS_ARE_LAYERED =
      slices()
          .matching("org.allmende.web.(*)..")
          .should()
          .beFreeOfCycles()
          .because("one kind of address can be read without the others that build on it");

  @ArchTest
  static final ArchRule WIRING_STANDS_ON_TOP =
      noClasses()
          .that()
          .resideInAPackage("org.allmende.web.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.allmende.web")
          .because("whatever is wired knows nothing of the wiring");

  @ArchTest
  static final ArchRule EVERY_TYPE_HAS_ITS_PLACE =
      noClasses()
          .that()
          .doNotHaveSimpleName("package-info")
          .should()
          .resideInAnyPackage("org.allmende.catalog", "org.allmende.dcat")
          .because("these modules are parted by what their types are about");

  @ArchTest
  static final ArchRule LUCENE_STAYS_IN_SEARCH =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.allmende.search..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..")
          .because("another index may stand behind the port");

  @ArchTest
  static final ArchRule TDB_STAYS_IN_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.allmende.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.jena.tdb2..", "org.apache.jena.dboe..")
          .because("there is one writer and one place that knows its transactions");

  @ArchTest
  static final ArchRule SQL_STAYS_IN_TABLES =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.allmende.tables..")
          .and()
          .haveNameNotMatching(
              "org\\.allmende\\.intake\\.formats\\.(SealedDuck|ParquetRows|GeoPackage|GeoPackageTable).*")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.duckdb..", "org.sqlite..")
          .because(
              "statements are made in one place, which knows no text from outside;"
                  + " beside it stand only the readers of files that are databases");

  @ArchTest
  static final ArchRule SPRING_STAYS_IN_WEB_AND_APP =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.allmende.web..", "org.allmende.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("use cases know nothing of the framework that calls them");

  @ArchTest
  static final ArchRule NO_WAY_OUT =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.allmende.bench..", "org.allmende.harvest..", "org.allmende.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "java.rmi..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(URLConnection.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Socket.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(NetworkChannel.class)
          .orShould()
          .callMethod(URL.class, "openStream")
          .orShould()
          .callMethod(URL.class, "openConnection")
          .because("the one way out to the network is guarded in harvest");

  /// Programs that try others out, or are tried, read what they know.
  private static final String[] TRIALS = {"org.allmende.bench..", "org.allmende.testkit.."};

  @ArchTest
  static final ArchRule XML_IS_READ_BY_FEW =
      noClasses()
          .that()
          .resideOutsideOfPackages(TRIALS)
          .and()
          // Passing over a file, and a whole answer of a catalogue: two kinds of parser, each once.
          .doNotHaveFullyQualifiedName("org.allmende.intake.formats.Xml")
          .and()
          .doNotHaveFullyQualifiedName("org.allmende.harvest.XmlDocuments")
          .and()
          // Says which parser libraries get; reads nothing.
          .doNotHaveFullyQualifiedName("org.allmende.app.Allmende")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              XMLInputFactory.class,
              DocumentBuilderFactory.class,
              SAXParserFactory.class,
              TransformerFactory.class,
              SchemaFactory.class,
              XPathFactory.class)
          .because("a parser that follows entities or document types opens files and the network");

  @ArchTest
  static final ArchRule JSON_IS_READ_BY_FEW =
      noClasses()
          .that()
          .resideOutsideOfPackages(TRIALS)
          .and()
          .doNotHaveFullyQualifiedName("org.allmende.catalog.said.Json")
          .and()
          // Tables and their descriptions, below the use cases.
          .doNotHaveFullyQualifiedName("org.allmende.intake.formats.JsonText")
          .and()
          .doNotHaveFullyQualifiedName("org.allmende.intake.csvw.MetadataDocument")
          .and()
          // Writes only.
          .doNotHaveFullyQualifiedName("org.allmende.intake.csvw.Csv2Json")
          .should()
          .callMethod(JsonMapper.class, "builder")
          .orShould()
          .callMethod(JsonMapper.class, "shared")
          .orShould()
          .callConstructor(JsonMapper.class)
          .orShould()
          .callConstructor(JsonFactory.class)
          .orShould()
          .callMethod(JsonFactory.class, "builder")
          .because("how deep, long and large JSON may be is said in one place");

  @ArchTest
  static final ArchRule RDF_IS_READ_BY_FEW =
      noClasses()
          .that()
          .resideOutsideOfPackages(TRIALS)
          .and()
          // What comes from outside.
          .resideOutsideOfPackage("org.allmende.dcat.rdf")
          .and()
          // What is shipped with the program.
          .doNotHaveFullyQualifiedName("org.allmende.dcat.checking.Checker")
          .and()
          .doNotHaveFullyQualifiedName("org.allmende.vocabulary.Shelf")
          .and()
          // N-Triples that we wrote ourselves: notes, backups, moves, the shared store.
          .doNotHaveFullyQualifiedName("org.allmende.store.Content")
          .and()
          .doNotHaveFullyQualifiedName("org.allmende.store.Restore")
          .and()
          .doNotHaveFullyQualifiedName("org.allmende.store.remote.Spelling")
          .and()
          .doNotHaveFullyQualifiedName("org.allmende.catalog.moving.TenantMove")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(RDFParser.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(RDFParserBuilder.class)
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(RDFDataMgr.class)))
                  .and(target(nameMatching("read|parse|load.*"))))
          .because("depth, size and what a document may fetch are bounded in one place");

  @ArchTest
  static final ArchRule NO_OTHER_PROGRAMS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.allmende.bench..", "org.allmende.testkit..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .orShould()
          .callMethodWhere(target(owner(assignableTo(Runtime.class))).and(target(name("exec"))))
          .because("nothing that is handed in may become a command");

  @ArchTest
  static final ArchRule NO_JAVA_SERIALIZATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInputStream.class)
          .because("what is read back as objects of Java may be any");
}
