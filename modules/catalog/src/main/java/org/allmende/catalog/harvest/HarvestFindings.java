package org.allmende.catalog.harvest;

import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// Why a record came to what it came to, in words.
final class HarvestFindings {

  private static final Text NOTHING_TO_DO =
      new Text("Sie müssen nichts tun.", "There is nothing to do.");

  private HarvestFindings() {}

  static Finding foreign(DatasetId owner) {
    return refused(
        "harvest-foreign",
        "Die URI gehört schon zu " + owner + ".",
        "The URI belongs to " + owner + " already.",
        "Entscheiden Sie, welcher Mandant den Datensatz zeigt.",
        "Decide which tenant shows the dataset.");
  }

  static Finding ours(DatasetId dataset) {
    return refused(
        "harvest-ours",
        dataset + " wurde hier beschrieben und wird nicht überschrieben.",
        dataset + " was described here and is not overwritten.",
        "Ziehen Sie den hiesigen Datensatz zurück, wenn die Quelle gelten soll.",
        "Withdraw the dataset here if the source shall hold.");
  }

  static Finding withdrawnHere(DatasetId dataset) {
    return refused(
        "harvest-withdrawn",
        dataset + " wurde hier zurückgezogen und kommt nicht wieder.",
        dataset + " was withdrawn here and does not come back.",
        "Veröffentlichen Sie ihn hier neu, wenn er wieder erscheinen soll.",
        "Publish it here anew if it shall appear again.");
  }

  static Finding refusedBecause(String why) {
    return refused(
        "harvest-refused",
        "Der Datensatz wurde nicht übernommen: " + why,
        "The dataset was not taken in: " + why,
        "Melden Sie es der Quelle.",
        "Tell the source.");
  }

  private static Finding refused(
      String code, String de, String en, String adviceDe, String adviceEn) {
    return finding(code, Severity.BLOCKING, new Text(de, en), new Text(adviceDe, adviceEn));
  }

  static Finding empty() {
    return finding(
        "harvest-empty",
        Severity.WARNING,
        new Text("Die Quelle nennt keinen Datensatz.", "The source names no dataset."),
        new Text(
            "Prüfen Sie die Adresse und die Art der Quelle.",
            "Check the address and the kind of the source."));
  }

  static Finding moved(String was, String now) {
    return finding(
        "harvest-moved",
        Severity.INFO,
        new Text(
            "Die Quelle nennt ihn jetzt " + now + "; hier behält er " + was + ".",
            "The source now calls it " + now + "; here it keeps " + was + "."),
        NOTHING_TO_DO);
  }

  static Finding duplicate(DatasetId dataset, String shown) {
    return finding(
        "harvest-duplicate",
        Severity.INFO,
        new Text(
            dataset + " kommt auch von „" + shown + "“ und wird von dort gezeigt.",
            dataset + " comes from “" + shown + "” too and is shown from there."),
        new Text(
            "Geben Sie dieser Quelle eine höhere Priorität, wenn sie gelten soll.",
            "Give this source a higher priority if it shall hold."));
  }

  static Finding twice(String id) {
    return finding(
        "harvest-twice",
        Severity.WARNING,
        new Text(
            "Die Quelle gibt " + id + " mehrmals und verschieden; es gilt das erste.",
            "The source gives " + id + " more than once and differently; the first one holds."),
        new Text("Melden Sie es der Quelle.", "Tell the source."));
  }

  static Finding sameIdentifier(String other) {
    return finding(
        "harvest-identifier-twice",
        Severity.WARNING,
        new Text(
            "Kennung und Herausgeber sind die von " + other + "; es bleiben zwei Datensätze.",
            "Identifier and publisher are those of " + other + "; they stay two datasets."),
        new Text(
            "Bitten Sie die Quelle um eindeutige Kennungen (dct:identifier).",
            "Ask the source for identifiers (dct:identifier) that are unique."));
  }

  static Finding sameUri(String other) {
    return refused(
        "harvest-uri-twice",
        "Die Quelle gibt unter derselben URI schon den Datensatz " + other + ".",
        "The source gives the dataset " + other + " under the same URI already.",
        "Melden Sie es der Quelle.",
        "Tell the source.");
  }

  static Finding half() {
    return finding(
        "harvest-half",
        Severity.WARNING,
        new Text(
            "Die Antwort ist hier kaputt; was schon da ist, bleibt, wie es ist.",
            "The answer is broken here; what is here already stays as it is."),
        new Text("Melden Sie es der Quelle.", "Tell the source."));
  }

  static Finding gone() {
    return finding(
        "harvest-gone",
        Severity.INFO,
        new Text("Die Quelle hat den Datensatz nicht mehr.", "The source has the dataset no more."),
        NOTHING_TO_DO);
  }

  static Finding elsewhere(String source) {
    return finding(
        "harvest-elsewhere",
        Severity.INFO,
        new Text(
            "Die Quelle hat ihn nicht mehr; er bleibt, denn „" + source + "“ hat ihn auch.",
            "The source has it no more; it stays, for “" + source + "” has it too."),
        NOTHING_TO_DO);
  }

  static Finding incomplete(long seen, long total, int missing) {
    return finding(
        "harvest-incomplete",
        Severity.WARNING,
        new Text(
            "Die Quelle gab nicht alles ("
                + seen
                + (total < 0 ? "" : " von " + total)
                + "); "
                + missing
                + " Datensätze, die fehlen, bleiben.",
            "The source did not give all ("
                + seen
                + (total < 0 ? "" : " of " + total)
                + "); "
                + missing
                + " datasets that are missing stay."),
        new Text(
            "Beim nächsten vollständigen Lauf wird nachgeholt, was zu löschen ist.",
            "The next complete run makes up for what is to be deleted."));
  }

  static Finding asks(int missing, int all) {
    return finding(
        "harvest-asks",
        Severity.BLOCKING,
        new Text(
            missing
                + " von "
                + all
                + " Datensätzen fehlen in der Quelle; es wurde keiner gelöscht.",
            missing + " of " + all + " datasets are missing in the source; none was deleted."),
        new Text(
            "Sehen Sie nach, ob das stimmt, und bestätigen Sie dann den Lauf.",
            "See whether that is right, and then confirm the run."));
  }

  private static Finding finding(String code, Severity severity, Text message, Text advice) {
    return new Finding(code, severity, Finding.Place.WHOLE, message, advice);
  }
}
