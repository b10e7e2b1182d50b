package org.allmende.catalog.publishing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.store.Notes;
import org.allmende.intake.Readers;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.text.Reasons;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.allmende.model.Upload;

/// Reads a file of a dataset anew, the way somebody says it is to be read. What is said is kept
/// with the file, which itself stays as it came; so does all that was said about the dataset.
public final class Rereading {

  private static final String TOLD = "told-";

  private final Publishing publishing;

  public Rereading(Publishing publishing) {
    this.publishing = publishing;
  }

  /// What became of a word about a file.
  public sealed interface Answer {

    /// It cannot be so, and nothing has changed.
    ///
    /// @param findings what of it cannot be so
    record Unfit(List<Finding> findings) implements Answer {
      public Unfit {
        findings = List.copyOf(findings);
      }
    }

    /// The file was read so, and handed in.
    record Read(Outcome outcome) implements Answer {}
  }

  /// The file that can be told how it is to be read: the first of a dataset that listens.
  public static Optional<Draft> subject(List<Draft> drafts) {
    return drafts.stream().filter(Readers::listens).findFirst();
  }

  /// Why the first table of a file is read the way it is, by the word that would say otherwise;
  /// empty where there is no table.
  public static Map<String, Text> reasons(Draft draft) throws IOException {
    return draft.tables().isEmpty() ? Map.of() : Reasons.of(draft, draft.tables().getFirst());
  }

  /// Says that something typed is no line in which a header can be.
  public static Finding noHeaderIn(String typed) {
    return FindingCode.TOLD_HEADER.at(Finding.Place.WHOLE, Text.same(typed));
  }

  /// Says that something typed is no line in which data can begin.
  public static Finding noDataFrom(String typed) {
    return FindingCode.TOLD_FIRST_ROW.at(Finding.Place.WHOLE, Text.same(typed));
  }

  /// What a file would be.
  public Reading preview(Draft now, Told told) throws IOException {
    return publishing.reading(now.upload().telling(aboutItsSheet(now, told)));
  }

  /// Files that are handed in together, of which one is told how it is to be read.
  ///
  /// @param uploads all files
  /// @param unfit what of the words cannot be so
  public record Telling(List<Upload> uploads, List<Finding> unfit) {
    public Telling {
      uploads = List.copyOf(uploads);
      unfit = List.copyOf(unfit);
    }
  }

  /// Tells the first of some files that listens how it is to be read. Where one before it cannot be
  /// read at all, there is nothing to tell.
  public Telling telling(List<Upload> uploads, Told told) throws IOException {
    for (Upload upload : uploads) {
      if (!(publishing.reading(upload) instanceof Reading.Understood(var draft, var _))) {
        return new Telling(uploads, List.of());
      }
      if (Readers.listens(draft)) {
        Upload said = upload.telling(aboutItsSheet(draft, told));
        return new Telling(
            uploads.stream().map(one -> one.equals(upload) ? said : one).toList(),
            unfit(publishing.reading(said)));
      }
    }
    return new Telling(uploads, List.of(FindingCode.TOLD_USELESS.at(Finding.Place.WHOLE)));
  }

  /// What of a reading comes from words that cannot be so.
  public static List<Finding> unfit(Reading reading) {
    return reading instanceof Reading.Rejected
        ? reading.findings()
        : reading.findings().stream().filter(Rereading::isUnfit).toList();
  }

  /// Whether a finding is about a word that cannot be so.
  public static boolean isUnfit(Finding finding) {
    return finding.code().startsWith(TOLD);
  }

  /// Hands a dataset in again with one of its files read anew.
  ///
  /// @param submission without files
  /// @param notes of the dataset
  /// @param now the file as it is read so far
  public Answer reread(Submission submission, Notes notes, Draft now, Told told)
      throws IOException {
    Told said = aboutItsSheet(now, told);
    List<Finding> unfit = unfit(preview(now, said));
    if (!unfit.isEmpty()) {
      return new Answer.Unfit(unfit);
    }
    var uploads = new ArrayList<Upload>();
    for (Upload upload : publishing.uploads(notes)) {
      uploads.add(upload.equals(now.upload()) ? upload.telling(said) : upload);
    }
    return new Answer.Read(publishing.publish(submission.of(uploads)));
  }

  /// What is said about rows and columns of a workbook is said about the sheet that comes first,
  /// and stays with it.
  private static Told aboutItsSheet(Draft now, Told told) {
    boolean open =
        told.speaksOfTable()
            && told.sheet() == null
            && now.tables().stream().anyMatch(table -> table.dialect() == null);
    return open ? told.onSheet(now.tables().getFirst().name()) : told;
  }
}
