"""The same measures by nltk and scikit-learn, timed without reading the table.

peer.py alpha|kappa FILE CODERS: FILE holds a category from 0 in each byte, unit after unit, one byte for each coder.
Prints {"seconds": …, "value": …, "version": …}, or {"absent": "…"} where the library is not installed.
"""

import json
import sys
from time import perf_counter


def alpha(units, coders):
    try:
        import nltk
        from nltk.metrics.agreement import AnnotationTask
    except ImportError:
        return {"absent": "nltk is not installed (apt-get install python3-nltk)"}
    rows = [(str(at % coders), at // coders, value) for at, value in enumerate(units)]
    start = perf_counter()
    value = AnnotationTask(data=rows).alpha()
    return {"seconds": perf_counter() - start, "value": value, "version": f"nltk {nltk.__version__}"}


def kappa(units, coders):
    try:
        import numpy
        import sklearn
        from sklearn.metrics import cohen_kappa_score
    except ImportError:
        return {"absent": "scikit-learn is not installed (apt-get install python3-sklearn)"}
    table = numpy.frombuffer(units, dtype=numpy.int8).reshape(-1, coders)
    start = perf_counter()
    value = cohen_kappa_score(table[:, 0], table[:, 1])
    return {"seconds": perf_counter() - start, "value": value, "version": f"scikit-learn {sklearn.__version__}"}


measure, file, coders = sys.argv[1:]
with open(file, "rb") as table:
    print(json.dumps({"alpha": alpha, "kappa": kappa}[measure](table.read(), int(coders))))
