package org.allmende.vocabulary;

import java.util.function.Supplier;
import org.allmende.model.Sha256;
import org.apache.jena.graph.Graph;

/// One list as a graph, to be published beside the datasets that use it.
///
/// @param name the address of the list, which names the graph
/// @param version the edition we ship
/// @param checksum of the text of its files: as long as it is the same, so is the graph
/// @param graph parses the files, anew each time
public record VocabularyGraph(
    String name, String version, Sha256 checksum, Supplier<Graph> graph) {}
