"""Runs sparql_bench.py so that no query is asked twice in the same words: an engine that keeps
answers has to work each one out anew. The folder of the benchmark comes first, then its arguments."""
import itertools
import sys
import time

sys.path.insert(0, sys.argv.pop(1))
import sparql_bench

filled = sparql_bench.fill
numbers = itertools.count(time.time_ns())
sparql_bench.fill = lambda text, k: "%s\n# %d" % (filled(text, k), next(numbers))
sparql_bench.main()
