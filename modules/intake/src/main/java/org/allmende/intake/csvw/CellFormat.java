package org.allmende.intake.csvw;

import java.util.Optional;

/// How the values of a datatype are spelled in cells.
interface CellFormat {

  /// The lexical form, as XML Schema has it, of what a cell spells; empty where it is not spelled
  /// so.
  Optional<String> lexical(String cell);
}
