# cmake --install: library, headers, generated events, protoc plugin, .proto files, CMake package.
