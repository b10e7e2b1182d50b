package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file as it was read, what was noticed, and its description to look over before publication.
///
/// @param formToken shows that the form came from here
/// @param change the state of the dataset the form was filled in from
/// @param path of the form
/// @param page the dataset's page
/// @param note what has just happened; empty when nothing has
/// @param yours what the reader had typed into a form that came too late
/// @param published whether it is public already
/// @param withdraws whether the reader has come to withdraw it
/// @param standing how far it has come between those who work on it
/// @param plan when it becomes public by itself
/// @param heading what matters most now
/// @param files what was handed in, as a sentence each
/// @param readings how it was read, in a few words each
/// @param open number of things that publication waits for
/// @param findings what was noticed
/// @param downloads the rows in which something is wrong, and the table as it is repaired
/// @param gates what publication waits for, or waited for
/// @param lines the beginning of the file as it was read
/// @param table its first table; null where there is none
/// @param reading how its file was read; null where nothing can be said about that
/// @param main the fields everybody should look at
/// @param further the other fields
public record ReviewPage(
    String formToken,
    String change,
    String path,
    String page,
    String note,
    List<Yours> yours,
    boolean published,
    boolean withdraws,
    Standing standing,
    Plan plan,
    String heading,
    List<String> files,
    List<String> readings,
    int open,
    Findings findings,
    List<Link> downloads,
    List<Gate> gates,
    List<Line> lines,
    @Nullable TableView table,
    @Nullable ReadingView reading,
    List<Field> main,
    List<Field> further,
    ScoreView score) {

  public ReviewPage {
    yours = List.copyOf(yours);
    files = List.copyOf(files);
    readings = List.copyOf(readings);
    downloads = List.copyOf(downloads);
    gates = List.copyOf(gates);
    lines = List.copyOf(lines);
    main = List.copyOf(main);
    further = List.copyOf(further);
  }

  /// What somebody had typed into a field.
  ///
  /// @param label what that is called
  public record Yours(String label, String text) {}

  /// What was noticed.
  ///
  /// @param shown what somebody should look at, of each kind the first few
  /// @param alike the others of these kinds
  /// @param hints what is good to know
  /// @param left how many are in none of these
  public record Findings(
      List<FindingView> shown, List<FindingView> alike, List<FindingView> hints, int left) {
    public Findings {
      shown = List.copyOf(shown);
      alike = List.copyOf(alike);
      hints = List.copyOf(hints);
    }

    /// How many somebody should look at.
    public int count() {
      return shown.size() + alike.size() + left;
    }
  }

  /// How far a draft has come between those who work on it, and what the reader may do about it.
  ///
  /// @param publishes whether they may publish it
  /// @param submits whether they may submit it
  /// @param returns whether they may return it
  /// @param said what has happened to it; empty where nothing has
  /// @param hint why they may not publish it; empty where they may
  public record Standing(
      boolean publishes, boolean submits, boolean returns, String said, String hint) {}

  /// When a draft becomes public by itself, and what the reader may do about it.
  ///
  /// @param said what is planned, or came of it; empty where nothing was
  /// @param failed whether nothing came of it
  /// @param plans whether they may plan
  /// @param cancels whether they may take the plan back
  /// @param day as it stands in its field
  /// @param time as it stands in its field
  /// @param wrong why that cannot be planned; empty where it can
  public record Plan(
      String said,
      boolean failed,
      boolean plans,
      boolean cancels,
      String day,
      String time,
      String wrong) {}

  /// Something that needs a decision.
  ///
  /// @param personal whether it is about people
  /// @param code the finding's code
  /// @param column the finding's column; empty where it has none
  /// @param message what was found
  /// @param advice what helps
  /// @param places where, such as `Zeile 12`; the first few
  /// @param reason why it may be published all the same; empty while nobody has decided
  public record Gate(
      boolean personal,
      String code,
      String column,
      String message,
      String advice,
      String places,
      String reason) {}

  /// A line of the file.
  ///
  /// @param number physical line; 0 where it is not known
  /// @param kind `skip`, `head` or empty
  public record Line(int number, String kind, String text) {}

  /// A field of the description.
  ///
  /// @param name of the form field
  /// @param label what it is called
  /// @param kind `text`, `long`, `date`, `email`, `url` or `choice`
  /// @param value what stands in it
  /// @param options to choose from, for `choice`
  /// @param origin `said`, `read`, `guess` or empty
  /// @param originLabel the same in words
  /// @param why in one sentence; may be empty
  /// @param wrong what is wrong with its value; empty where nothing is
  public record Field(
      String name,
      String label,
      String kind,
      String value,
      List<Choice> options,
      String origin,
      String originLabel,
      String why,
      String wrong) {
    public Field {
      options = List.copyOf(options);
    }

    /// The same with what is wrong with its value.
    public Field with(String told) {
      return new Field(name, label, kind, value, options, origin, originLabel, why, told);
    }
  }
}
