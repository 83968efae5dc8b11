"""The floor of memory and of the start: the libraries alone, one empty page, and the embedding model loaded.

`python -m scripts.benchmarks.peers.imports PORT`
"""

import sys

import jinja2  # noqa: F401
import llama_cpp
import sqlmodel  # noqa: F401
import uvicorn
from litestar import Litestar, get

from appliance.core.settings import ROOT


@get("/")
async def nothing() -> str:
    return ""


def main() -> None:
    llama_cpp.llama_backend_init()
    model = str(ROOT / "models" / "all-MiniLM-L6-v2-Q8_0.gguf").encode()
    kept = llama_cpp.llama_model_load_from_file(model, llama_cpp.llama_model_default_params())
    assert kept
    app = Litestar([nothing], openapi_config=None)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False)


if __name__ == "__main__":
    main()
