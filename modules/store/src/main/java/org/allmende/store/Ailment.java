package org.allmende.store;

import java.util.Locale;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// What can be the matter with a data directory, and which command mends it.
enum Ailment {
  IN_USE(
      Severity.BLOCKING,
      "Ein laufendes Allmende arbeitet in diesem Verzeichnis",
      "A running Allmende works in this directory",
      "Beenden Sie es und untersuchen Sie dann noch einmal.",
      "Stop it and examine again."),
  NOT_THERE(
      Severity.BLOCKING,
      "Hier ist kein Datenverzeichnis",
      "There is no data directory here",
      "Prüfen Sie den Pfad. Ein neues legt `./allmende serve` an, ein gesichertes bringt"
          + " `./allmende restore DATEI` zurück.",
      "Check the path. `./allmende serve` makes a new one, `./allmende restore FILE` brings back"
          + " one that was backed up."),
  RESTORE_INTERRUPTED(
      Severity.BLOCKING,
      "Eine Wiederherstellung wurde unterbrochen",
      "A restore was interrupted",
      "Starten Sie `./allmende restore DATEI` noch einmal.",
      "Run `./allmende restore FILE` again."),
  FOLLOWS(
      Severity.INFO,
      "Dies ist die Kopie eines anderen Knotens",
      "This is a copy of another node",
      "Nichts zu tun. `./allmende promote` lässt diesen Knoten schreiben.",
      "Nothing to do. `./allmende promote` has this node write."),
  SUPERSEDED(
      Severity.WARNING,
      "Ein anderer Knoten hat übernommen; hier wird nichts mehr geschrieben",
      "Another node has taken over; nothing is written here any more",
      "Lassen Sie diesen Knoten dem anderen folgen: `./allmende serve --follow URL`.",
      "Have this node follow the other one: `./allmende serve --follow URL`."),
  FORMAT_LOST(
      Severity.BLOCKING,
      "Die Datei `format` fehlt",
      "The file `format` is missing",
      "Stellen Sie eine Sicherung mit `./allmende restore DATEI` in ein leeres Verzeichnis her.",
      "Restore a backup into an empty directory with `./allmende restore FILE`."),
  FORMAT_FOREIGN(
      Severity.BLOCKING,
      "Die Datei `format` ist keine von Allmende oder von einem neueren",
      "The file `format` is not one of Allmende, or of a newer one",
      "Nehmen Sie die Version von Allmende, die hier zuletzt lief, oder eine neuere.",
      "Use the version of Allmende that last ran here, or a newer one."),
  LEFTOVER(
      Severity.INFO,
      "Ein Vorgang wurde unterbrochen und hat etwas liegen lassen",
      "Something was interrupted and has left this behind",
      "Nichts zu tun: Der nächste Start räumt es weg.",
      "Nothing to do: the next start clears it away."),
  JOURNAL_TORN(
      Severity.INFO,
      "Das Journal endet mitten in einem Schreibvorgang, der nie bestätigt wurde",
      "The journal ends in the middle of a write that was never acknowledged",
      "Nichts zu tun: Der nächste Start schneidet es ab und hebt eine Kopie in `mended/` auf.",
      "Nothing to do: the next start cuts it off and keeps a copy in `mended/`."),
  STORE_MISSING(
      Severity.BLOCKING,
      "Der Speicher fehlt",
      "The store is missing",
      "Stellen Sie eine Sicherung mit `./allmende restore DATEI` in ein leeres Verzeichnis her.",
      "Restore a backup into an empty directory with `./allmende restore FILE`."),
  STORE_UNREADABLE(
      Severity.BLOCKING,
      "Der Speicher lässt sich nicht lesen",
      "The store cannot be read",
      "Stellen Sie eine Sicherung mit `./allmende restore DATEI` in ein leeres Verzeichnis her.",
      "Restore a backup into an empty directory with `./allmende restore FILE`."),
  INDEXES_DIFFER(
      Severity.BLOCKING,
      "Die Verzeichnisse des Speichers halten nicht gleich viele Aussagen",
      "The indexes of the store do not hold the same number of statements",
      "Stellen Sie eine Sicherung mit `./allmende restore DATEI` in ein leeres Verzeichnis her.",
      "Restore a backup into an empty directory with `./allmende restore FILE`."),
  GRAPH_MISSING(
      Severity.WARNING,
      "Einem veröffentlichten Datensatz fehlt seine Beschreibung oder sein Katalogeintrag",
      "A published dataset lacks its description or its catalogue record",
      "Veröffentlichen Sie den Datensatz neu, oder stellen Sie eine Sicherung mit"
          + " `./allmende restore DATEI` her.",
      "Publish the dataset anew, or restore a backup with `./allmende restore FILE`."),
  GRAPH_UNKNOWN(
      Severity.WARNING,
      "Ein Graph gehört zu keinem veröffentlichten Datensatz und zu keiner Liste",
      "A graph belongs to no published dataset and to no list",
      "Ein anderes Programm hat im Speicher geschrieben. Stellen Sie eine Sicherung mit"
          + " `./allmende restore DATEI` her.",
      "Another program has written to the store. Restore a backup with `./allmende restore"
          + " FILE`."),
  STATE_CONTRADICTORY(
      Severity.WARNING,
      "Was über einen Datensatz vermerkt ist, widerspricht sich",
      "What is noted about a dataset contradicts itself",
      "Ein anderes Programm hat im Speicher geschrieben. Stellen Sie eine Sicherung mit"
          + " `./allmende restore DATEI` her.",
      "Another program has written to the store. Restore a backup with `./allmende restore"
          + " FILE`."),
  FILES_ELSEWHERE(
      Severity.BLOCKING,
      "Die Dateien liegen an einem anderen Ort, als die Einstellung `allmende.files` sagt",
      "The files are in another place than the setting `allmende.files` says",
      "Stellen Sie den Ort ein, an dem sie liegen, oder ziehen Sie mit `./allmende move --files"
          + " ORT` um.",
      "Set the place that they are in, or move them with `./allmende move --files PLACE`."),
  FILES_AWAY(
      Severity.BLOCKING,
      "Der Speicher der Dateien antwortet nicht",
      "The store that files are kept in does not answer",
      "Prüfen Sie Adresse, Zugang und Eimer in den Einstellungen `allmende.s3-…`, und ob der Dienst"
          + " läuft.",
      "Check address, credentials and bucket in the settings `allmende.s3-…`, and whether the"
          + " service runs."),
  FILES_FOREIGN(
      Severity.BLOCKING,
      "Am Ort der Dateien liegen die einer anderen Installation",
      "In the place of the files are those of another installation",
      "Nehmen Sie einen eigenen Eimer oder ein eigenes `allmende.s3-prefix`. Gibt es die andere"
          + " Installation nicht mehr, löschen Sie dort das Objekt `allmende-store`.",
      "Use a bucket or an `allmende.s3-prefix` of your own. Where the other installation is gone"
          + " for good, delete the object `allmende-store` there."),
  FILE_MISSING(
      Severity.WARNING,
      "Eine Datei fehlt, auf die ein Datensatz verweist",
      "A file is missing that a dataset refers to",
      "Laden Sie die Datei neu hoch, oder legen Sie sie aus einer Sicherung zurück.",
      "Upload the file again, or put it back from a backup."),
  FILE_DAMAGED(
      Severity.WARNING,
      "Die Bytes einer Datei sind nicht mehr die, nach denen sie heißt",
      "The bytes of a file are no longer those it is named by",
      "Löschen Sie die Datei und laden Sie sie neu hoch, oder legen Sie sie aus einer Sicherung"
          + " zurück. Prüfen Sie die Platte.",
      "Delete the file and upload it again, or put it back from a backup. Check the disk."),
  FILES_ORPHANED(
      Severity.INFO,
      "Auf einige Dateien verweist nichts",
      "Nothing refers to some files",
      "`./allmende compact` löscht sie.",
      "`./allmende compact` deletes them."),
  STORE_ELSEWHERE(
      Severity.BLOCKING,
      "Der Katalog steht anderswo, als die Einstellungen sagen",
      "The catalogue is kept elsewhere than the settings say",
      "Setzen Sie `allmende.store` und `allmende.store-query` auf den Ort, an dem er steht, oder"
          + " ziehen Sie ihn mit `./allmende move --store ORT` um.",
      "Set `allmende.store` and `allmende.store-query` to where it is, or move it with `./allmende"
          + " move --store PLACE`."),
  STORE_AWAY(
      Severity.BLOCKING,
      "Der Speicher, den sich mehrere Knoten teilen, antwortet nicht",
      "The store that several nodes share does not answer",
      "Prüfen Sie Adresse und Zugang in den Einstellungen `allmende.store-…`, und ob der Dienst"
          + " läuft. Gelesen wird derweil aus der Kopie.",
      "Check address and credentials in the settings `allmende.store-…`, and whether the service"
          + " runs. Reading goes on from the copy meanwhile."),
  DISK_FULL(
      Severity.WARNING,
      "Die Platte ist fast voll; Schreiben wird abgewiesen",
      "The disk is nearly full; writes are refused",
      "Schaffen Sie Platz. `./allmende compact` gibt frei, was ersetzt und gelöscht wurde, braucht"
          + " aber erst Platz für eine Kopie.",
      "Make room. `./allmende compact` frees what was replaced and deleted, but first needs room"
          + " for a copy."),
  STORE_GROWN(
      Severity.INFO,
      "Der Speicher ist viel größer als sein Inhalt",
      "The store is much larger than what it holds",
      "`./allmende compact` macht ihn kleiner.",
      "`./allmende compact` makes it smaller.");

  private final Severity severity;
  private final String de;
  private final String en;
  private final String adviceDe;
  private final String adviceEn;

  Ailment(Severity severity, String de, String en, String adviceDe, String adviceEn) {
    this.severity = severity;
    this.de = de;
    this.en = en;
    this.adviceDe = adviceDe;
    this.adviceEn = adviceEn;
  }

  Finding finding(Finding.Place place) {
    return new Finding(
        code(), severity, place, new Text(de + ".", en + "."), new Text(adviceDe, adviceEn));
  }

  /// Such as `doctor-file-missing`.
  String code() {
    return "doctor-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
