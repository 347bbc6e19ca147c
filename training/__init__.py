"""The recipe of the names model: public marked texts in, the int8 model that postil ships out.

Needs PyTorch, onnx and onnxruntime beside postil; no part of the installed program.
"""
