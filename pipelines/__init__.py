"""Text to claims."""

import os

# The networks are small: one thread reads several times as fast as many on a busy machine, and gives the same sums
# whatever the number of cores. Only a default: who sets these keeps them. It counts before numpy is first imported.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
