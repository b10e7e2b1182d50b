package org.allmende.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Profile;
import org.allmende.dcat.rdf.RdfFiles;
import org.allmende.intake.Readers;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `validate`: checks RDF metadata, or a table.
@Command(name = "validate")
final class Validate implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Option(names = "--profile", paramLabel = "dcat-ap|dcat-ap-de|hvd", converter = ProfileName.class)
  private Profile profile = Profile.DCAT_AP_DE;

  @Parameters(paramLabel = "FILE")
  private Path file = Path.of("");

  /// Reads a profile's name.
  static final class ProfileName implements ITypeConverter<Profile> {
    @Override
    public Profile convert(String value) {
      return switch (value) {
        case "dcat-ap" -> Profile.DCAT_AP;
        case "dcat-ap-de" -> Profile.DCAT_AP_DE;
        case "hvd" -> Profile.HVD;
        default -> throw new TypeConversionException("dcat-ap, dcat-ap-de, hvd");
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    Common.present(file);
    var findings = new ArrayList<Finding>();
    int records = 1;
    if (RdfFiles.recognises(file, String.valueOf(file.getFileName()))) {
      var checked = new Records(findings);
      new RdfFiles().read(file, String.valueOf(file.getFileName()), checked);
      records = checked.count;
    } else {
      Reading reading = new Readers(Vocabularies.shipped()).read(Inspect.upload(file));
      findings.addAll(reading.findings());
    }
    boolean valid = findings.stream().noneMatch(Finding::blocks) && records > 0;
    report(findings, records, valid);
    return valid ? Exit.DONE : Exit.FINDINGS;
  }

  private void report(List<Finding> findings, int records, boolean valid) {
    if (common.isJson()) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("file", String.valueOf(file.getFileName()));
      json.put("valid", valid);
      json.put("records", records);
      json.put("findings", common.words().findings(findings));
      common.json(json);
      return;
    }
    common.findings(file.toString(), findings);
    common.say(Words.of(valid ? "validate.valid" : "validate.invalid", records, findings.size()));
  }

  /// Checks each record as it comes.
  private final class Records implements RdfFiles.Sink {

    private final Checker checker = Checker.shipped();
    private final List<Finding> findings;
    private int count;

    Records(List<Finding> findings) {
      this.findings = findings;
    }

    @Override
    public void record(String uri, Graph graph, boolean more) {
      count++;
      findings.addAll(checker.check(graph, uri, profile).findings());
    }

    @Override
    public void rest(Graph graph) {}

    @Override
    public void finding(Finding finding) {
      findings.add(finding);
    }
  }
}
