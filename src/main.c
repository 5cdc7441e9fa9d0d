#include "services.h"

int main(int argc, char **argv)
{
	return hapax_main(argc, argv, hapax_services);
}
